import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream } from '../../src/core/math/random.ts'
import { allParts } from '../../src/core/math/parts.ts'
import { someScans, voxelCountOf, type RawVolumes } from '../../src/core/volume/rawVolumes.ts'
import { plainStatistics, type FoundStatistics } from '../../src/core/volume/scanStatistics.ts'
import type { Slab } from '../../src/core/volume/slab.ts'
import { createSlabBuilder, slabVoxels } from '../../src/core/volume/slabBuilder.ts'
import { makeRunRoom, type RunRoom } from '../../src/workers/runRoom.ts'

type Stored = Int16Array | Uint16Array | Float32Array

/** Grids whose size is no multiple of what the kernels take at a time, down to one voxel. */
const shapes = fc.record({
  size: fc.integer({ min: 1, max: 37 }),
  scanCount: fc.integer({ min: 2, max: 11 }),
})
const factors = fc.constantFrom({ slope: 1, intercept: 0 }, { slope: 0.37, intercept: -12.5 })
const whole = fc.oneof(fc.integer({ min: -60, max: 300 }), fc.constantFrom(-32768, 32767, 65535, 0))
const real = fc.oneof(
  fc.integer({ min: -400, max: 3000 }).map((value) => value / 16),
  fc.constantFrom(NaN, Infinity, -Infinity),
)

const valuesOf = { int16: Int16Array, uint16: Uint16Array, float32: Float32Array } as const

const runs: fc.Arbitrary<RawVolumes & { readonly values: Stored }> = fc
  .tuple(shapes, factors, fc.constantFrom('int16', 'uint16', 'float32'))
  .chain(([{ size, scanCount }, scale, kind]) => {
    const bounds = { minLength: size * scanCount, maxLength: size * scanCount }
    const dims = [size, 1, 1] as const
    return fc.array(kind === 'float32' ? real : whole, bounds).map((numbers) => {
      const values = valuesOf[kind].from(numbers)
      return { dims, scanCount, values, ...scale }
    })
  })

/** Runs with more voxels than the kernels take at a time, and some of these, by themselves or many in a row. */
const wideCuts = fc
  .record({
    seed: fc.nat(),
    size: fc.integer({ min: 250, max: 1500 }),
    scanCount: fc.integer({ min: 2, max: 5 }),
    firstScan: fc.nat(1),
    kind: fc.constantFrom('int16', 'uint16', 'float32'),
    scale: factors,
    gaps: fc.constantFrom(0, 0.02, 0.2, 0.9),
  })
  .map(({ seed, size, scanCount, firstScan, kind, scale, gaps }) => {
    const { uniform } = randomStream(seed)
    const number = (): number => (kind === 'float32' && uniform() < 0.01 ? NaN : 4e4 * uniform() - 7e3)
    const values = valuesOf[kind].from(Array.from({ length: size * scanCount }, number))
    const all = Int32Array.from({ length: size }, (_, i) => i)
    const voxels = all.filter(() => uniform() >= gaps).slice(0, slabVoxels)
    return { original: { dims: [size, 1, 1] as const, scanCount, values, ...scale }, voxels, firstScan }
  })

/** The run in the kernels' memory. */
function placed(run: RawVolumes & { readonly values: Stored }): { run: RawVolumes; room: RunRoom } {
  const { values, scanCount, slope, intercept } = run
  const size = voxelCountOf(run.dims)
  const datatype =
    values instanceof Int16Array ? 'int16' : values instanceof Uint16Array ? 'uint16' : 'float32'
  const form = { datatype, slope, intercept, size, scanCount } as const
  const room = makeRunRoom(form, { bytes: values.byteLength, holdsAll: true }, 'run.nii')
  const { buffer, byteOffset } = room.bytes
  const there: Stored =
    values instanceof Int16Array
      ? new Int16Array(buffer, byteOffset, values.length)
      : values instanceof Uint16Array
        ? new Uint16Array(buffer, byteOffset, values.length)
        : new Float32Array(buffer, byteOffset, values.length)
  there.set(values)
  return { run: { ...run, values: there }, room }
}

function kernelsOf({ kernels }: RunRoom): NonNullable<RunRoom['kernels']> {
  if (kernels === null) throw new Error('no compiled kernels')
  return kernels
}

function plainly(run: RawVolumes): FoundStatistics {
  const statistics = plainStatistics(voxelCountOf(run.dims), run.scanCount)
  statistics.add(run, 0)
  return statistics.finish()
}

/** What the plain twin cuts. */
function built(run: RawVolumes, voxels: Int32Array, firstScan: number): Slab[] {
  const scanCount = run.scanCount - firstScan
  const builder = createSlabBuilder(voxels, scanCount)
  builder.addBlock(0, someScans(run, firstScan, scanCount))
  return allParts(builder.finish())
}

describe('compiled passes over a run', () => {
  it('find the statistics of the plain ones to the last bit, however the scans are cut into blocks', () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: 1, max: 5 }), (original, perBlock) => {
        const { run, room } = placed(original)
        const statistics = kernelsOf(room).statistics()
        for (let t = 0; t < run.scanCount; t += perBlock)
          statistics.add(someScans(run, t, Math.min(perBlock, run.scanCount - t)), t)
        expect(statistics.finish()).toEqual(plainly(original))
      }),
    )
  })

  it('know the moments of the scans so far', () => {
    fc.assert(
      fc.property(runs, (original) => {
        const { run, room } = placed(original)
        const statistics = kernelsOf(room).statistics()
        statistics.add(someScans(run, 0, 1), 0)
        expect(statistics.momentsSoFar()).toEqual(plainly(someScans(original, 0, 1)).moments)
      }),
    )
  })

  it('begin anew', () => {
    fc.assert(
      fc.property(runs, (original) => {
        const { run, room } = placed(original)
        kernelsOf(room).statistics().add(run, 0)
        const again = kernelsOf(room).statistics()
        again.add(run, 0)
        expect(again.finish()).toEqual(plainly(original))
      }),
    )
  })

  it('cut the series that the builder cuts, from any scan on', () => {
    const cuts = fc.tuple(runs, fc.infiniteStream(fc.boolean()), fc.nat(1))
    fc.assert(
      fc.property(cuts, ([original, chosen, firstScan]) => {
        const size = voxelCountOf(original.dims)
        const voxels = Int32Array.from({ length: size }, (_, i) => i).filter(
          () => chosen.next().value === true,
        )
        if (voxels.length === 0) return
        const kernels = kernelsOf(placed(original).room)
        expect([kernels.cut(voxels, firstScan)]).toEqual(built(original, voxels, firstScan))
      }),
    )
  })

  it('cut whole slabs, of rows and of scattered voxels, again and again and into memory that is given', () => {
    fc.assert(
      fc.property(wideCuts, ({ original, voxels, firstScan }) => {
        const kernels = kernelsOf(placed(original).room)
        const expected = built(original, voxels, firstScan)
        expect([kernels.cut(voxels, firstScan)]).toEqual(expected)
        const into = new ArrayBuffer(kernels.slabBytes(voxels.length, firstScan) + 24)
        const slab = kernels.cut(voxels, firstScan, into)
        expect([slab]).toEqual(expected)
        expect(slab.centred.buffer).toBe(into)
        expect(slab.means.buffer).toBe(into)
      }),
    )
  })

  it('refuse scans that lie elsewhere', () => {
    const { room } = placed({
      dims: [2, 1, 1],
      scanCount: 2,
      values: Int16Array.of(1, 2, 3, 4),
      slope: 1,
      intercept: 0,
    })
    const elsewhere = {
      dims: [2, 1, 1],
      scanCount: 2,
      values: Int16Array.of(1, 2, 3, 4),
      slope: 1,
      intercept: 0,
    } as const
    expect(() => kernelsOf(room).statistics().add(elsewhere, 0)).toThrow('elsewhere')
  })
})
