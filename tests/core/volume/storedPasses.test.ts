import { allParts } from '../../../src/core/math/parts.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  readVolume,
  someScans,
  storedScan,
  voxelCountOf,
  type RawVolumes,
} from '../../../src/core/volume/rawVolumes.ts'
import { createMomentsAccumulator, momentsOf, type RunMoments } from '../../../src/core/volume/runMoments.ts'
import { createSlabBuilder } from '../../../src/core/volume/slabBuilder.ts'
import { spmGlobal, spmGlobalOf } from '../../../src/core/volume/spmGlobal.ts'
import { createSpmMaskAccumulator } from '../../../src/core/volume/spmMask.ts'

/** A whole grid above the passes' blocks of 4096 voxels is too large for random cases: shown once below. */
const dims = [3, 5, 2] as const
const size = voxelCountOf(dims)
const scanCount = 4

const integers = fc
  .array(fc.integer({ min: -40, max: 300 }), { minLength: size * scanCount, maxLength: size * scanCount })
  .map((values) => Int16Array.from(values))
const floats = fc
  .array(fc.oneof(fc.integer({ min: -40, max: 300 }), fc.constantFrom(NaN, Infinity, -Infinity)), {
    minLength: size * scanCount,
    maxLength: size * scanCount,
  })
  .map((values) => Float32Array.from(values))
const scale = fc.constantFrom({ slope: 1, intercept: 0 }, { slope: 0.37, intercept: -12.5 })
const runs = (values: fc.Arbitrary<Int16Array | Float32Array>): fc.Arbitrary<RawVolumes> =>
  fc.record({ values, scale }).map(({ values: stored, scale: factors }) => ({
    dims,
    scanCount,
    values: stored,
    ...factors,
  }))
const anyRun = fc.oneof(runs(integers), runs(floats))

function volumesOf(run: RawVolumes): Float64Array[] {
  return Array.from({ length: run.scanCount }, (_, t) => {
    const volume = new Float64Array(voxelCountOf(run.dims))
    readVolume(run, t, volume)
    return volume
  })
}

function maskByVolumes(run: RawVolumes, thresholds: readonly number[]): Uint8Array {
  const accumulator = createSpmMaskAccumulator(voxelCountOf(run.dims))
  volumesOf(run).forEach((volume, t) => accumulator.addVolume(volume, thresholds[t]))
  return accumulator.finish()
}

function maskByScans(run: RawVolumes, thresholds: readonly number[]): Uint8Array {
  const accumulator = createSpmMaskAccumulator(voxelCountOf(run.dims))
  for (let t = 0; t < run.scanCount; t++) accumulator.addStored(storedScan(run, t), thresholds[t])
  return accumulator.finish()
}

/** The moments as their definition has them, voxel by voxel. */
function plainMoments(run: RawVolumes): RunMoments {
  const volumes = volumesOf(run)
  const series = Array.from({ length: voxelCountOf(run.dims) }, (_, i) => volumes.map((volume) => volume[i]))
  const finite = series.map((values) => values.map((value) => (Number.isFinite(value) ? value : 0)))
  const meanOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length
  return {
    mean: Float64Array.from(finite, meanOf),
    strictMean: Float64Array.from(series, meanOf),
    varies: Uint8Array.from(finite, (values) => (values.some((value) => value !== values[0]) ? 1 : 0)),
    nonFiniteCount: series.flat().filter((value) => !Number.isFinite(value)).length,
  }
}

function momentsInBlocks(run: RawVolumes, scansPerBlock: number): RunMoments {
  const accumulator = createMomentsAccumulator(voxelCountOf(run.dims))
  for (let t = 0; t < run.scanCount; t += scansPerBlock) {
    accumulator.add(someScans(run, t, Math.min(scansPerBlock, run.scanCount - t)))
  }
  return accumulator.finish()
}

describe('passes over stored numbers against passes over volumes', () => {
  it('find the same globals', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        expect(volumesOf(run).map((_volume, t) => spmGlobalOf(run, t))).toEqual(volumesOf(run).map(spmGlobal))
      }),
    )
  })

  it('find the same threshold mask', () => {
    const thresholds = fc.array(fc.double({ min: -20, max: 100, noNaN: true }), {
      minLength: scanCount,
      maxLength: scanCount,
    })
    fc.assert(
      fc.property(anyRun, thresholds, (run, limits) => {
        expect(maskByScans(run, limits)).toEqual(maskByVolumes(run, limits))
      }),
    )
  })

  it('find the same moments: to the bit for floats, to rounding for integers, which are scaled at the end', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const expected = plainMoments(run)
        const found = momentsOf(run)
        expect(found.varies).toEqual(expected.varies)
        expect(found.nonFiniteCount).toBe(expected.nonFiniteCount)
        if (run.values instanceof Float32Array) {
          expect(found.mean).toEqual(expected.mean)
          expect(found.strictMean).toEqual(expected.strictMean)
        } else {
          found.mean.forEach((mean, i) => expect(mean).toBeCloseTo(expected.mean[i], 10))
        }
      }),
    )
  })

  it('find the same moments to the bit however the scans are cut into blocks', () => {
    fc.assert(
      fc.property(anyRun, fc.integer({ min: 1, max: scanCount }), (run, scansPerBlock) => {
        expect(momentsInBlocks(run, scansPerBlock)).toEqual(momentsOf(run))
      }),
    )
  })

  it('cut the same slabs', () => {
    const voxels = Int32Array.from([1, 2, 7, 20, 29])
    fc.assert(
      fc.property(anyRun, fc.integer({ min: 1, max: scanCount }), (run, scansPerBlock) => {
        const [byVolume, stored] = [0, 1].map(() => createSlabBuilder(voxels, scanCount))
        volumesOf(run).forEach((volume, t) => byVolume.addVolume(t, volume))
        for (let t = 0; t < scanCount; t += scansPerBlock) {
          stored.addBlock(t, someScans(run, t, Math.min(scansPerBlock, scanCount - t)))
        }
        expect(allParts(stored.finish())).toEqual(allParts(byVolume.finish()))
      }),
    )
  })

  it('go on after the first block of voxels', () => {
    const large: RawVolumes = {
      dims: [17, 25, 20],
      scanCount: 3,
      values: Int16Array.from({ length: 3 * 8500 }, (_, i) => (i * 7919) % 1009),
      slope: 1,
      intercept: 0,
    }
    expect(momentsOf(large)).toEqual(plainMoments(large))
    expect(maskByScans(large, [100, 200, 150])).toEqual(maskByVolumes(large, [100, 200, 150]))
  })
})
