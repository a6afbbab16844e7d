import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readVolume, voxelCountOf, type RawVolumes } from '../../../src/core/volume/rawVolumes.ts'
import { createMomentsAccumulator, momentsOf } from '../../../src/core/volume/runMoments.ts'
import { createSlabBuilder } from '../../../src/core/volume/slabBuilder.ts'
import { spmGlobal, spmGlobalOf } from '../../../src/core/volume/spmGlobal.ts'
import { createSpmMaskAccumulator, spmMaskOf } from '../../../src/core/volume/spmMask.ts'

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
        expect(spmMaskOf(run, limits)).toEqual(maskByVolumes(run, limits))
      }),
    )
  })

  it('find the same moments: to the bit for floats, to rounding for integers, which are scaled at the end', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const accumulator = createMomentsAccumulator(size)
        for (const volume of volumesOf(run)) accumulator.add(volume)
        const expected = accumulator.finish()
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

  it('cut the same slabs', () => {
    const voxels = Int32Array.from([1, 2, 7, 20, 29])
    fc.assert(
      fc.property(anyRun, (run) => {
        const [byVolume, stored] = [0, 1].map(() => createSlabBuilder(voxels, scanCount))
        volumesOf(run).forEach((volume, t) => byVolume.addVolume(t, volume))
        for (let t = 0; t < scanCount; t++) stored.addStored(t, run)
        expect(stored.finish()).toEqual(byVolume.finish())
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
    const accumulator = createMomentsAccumulator(8500)
    for (const volume of volumesOf(large)) accumulator.add(volume)
    expect(momentsOf(large)).toEqual(accumulator.finish())
    expect(spmMaskOf(large, [100, 200, 150])).toEqual(maskByVolumes(large, [100, 200, 150]))
  })
})
