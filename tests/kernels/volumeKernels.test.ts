import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allParts } from '../../src/core/math/parts.ts'
import { createSmoother, smoothInParts, smoothVolume } from '../../src/core/volume/smoothing.ts'
import { plainVolumeKernels } from '../../src/core/volume/volumeKernels.ts'
import { volumeKernels } from '../../src/workers/kernels.ts'

const side = fc.integer({ min: 1, max: 9 })
const dims = fc.tuple(side, side, side)
const sizes = fc.tuple(...[1, 2, 3].map(() => fc.double({ min: 1, max: 4, noNaN: true }))) as fc.Arbitrary<
  [number, number, number]
>
const value = fc.oneof(
  { weight: 9, arbitrary: fc.double({ min: -1e4, max: 1e4, noNaN: true }) },
  fc.constantFrom(NaN, Infinity, -Infinity, -0),
)

describe('compiled kernels for volumes', () => {
  it('are not the plain ones here', () => {
    expect(volumeKernels()).not.toBe(plainVolumeKernels)
  })

  it('smooth to the same bits, whatever the grid, the width and the storage', () => {
    const smoothings = fc.record({
      dims,
      sizes,
      fwhmMm: fc.double({ min: 0.5, max: 9, noNaN: true }),
      storage: fc.constantFrom('float32' as const, 'float64' as const),
      values: fc.infiniteStream(value),
    })
    fc.assert(
      fc.property(smoothings, ({ dims: [nx, ny, nz], sizes: mm, fwhmMm, storage, values }) => {
        const plain = Float64Array.from({ length: nx * ny * nz }, () => values.next().value as number)
        const compiled = plain.slice()
        const smoother = createSmoother([nx, ny, nz], mm, fwhmMm, storage)
        smoothVolume(smoother, plain)
        allParts(smoothInParts(smoother, compiled, volumeKernels().smoothAlong))
        expect(compiled).toEqual(plain)
      }),
    )
  })

  it('dilate alike', () => {
    const cases = fc.tuple(dims, fc.integer({ min: 0, max: 4 }), fc.infiniteStream(fc.nat(3)))
    fc.assert(
      fc.property(cases, ([[nx, ny, nz], times, stream]) => {
        const mask = Uint8Array.from({ length: nx * ny * nz }, () => (stream.next().value === 0 ? 0 : 1))
        const plain = plainVolumeKernels.dilate(mask, [nx, ny, nz], times)
        expect(volumeKernels().dilate(mask, [nx, ny, nz], times)).toEqual(plain)
      }),
    )
  })

  it('find the same voxels to fit and the same sum of their means', () => {
    const cases = fc.array(fc.tuple(fc.nat(1), fc.nat(1), value), { maxLength: 70 })
    fc.assert(
      fc.property(cases, (voxels) => {
        const mask = Uint8Array.from(voxels, ([inside]) => inside)
        const moments = {
          varies: Uint8Array.from(voxels, ([, varies]) => varies),
          mean: Float64Array.from(voxels, ([, , mean]) => mean),
        }
        const plain = plainVolumeKernels.fittableVoxels(mask, moments)
        expect(volumeKernels().fittableVoxels(mask, moments)).toEqual(plain)
      }),
    )
  })
})
