import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyAffine, invertAffine, voxelSizesMm } from '../../../src/core/volume/affine.ts'

const entry = fc.double({ min: -4, max: 4, noNaN: true })

describe('affines', () => {
  it('come back from mm to voxels', () => {
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 9, maxLength: 9 }),
        fc.tuple(entry, entry, entry),
        (m, point) => {
          const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 0] = m
          // Diagonally dominant, so that rounding stays small.
          const affine = Float64Array.of(a + 20, b, c, -90, d, e - 20, f, 126, g, h, i + 20, -72, 0, 0, 0, 1)
          const back = applyAffine(invertAffine(affine), applyAffine(affine, point))
          back.forEach((value, k) => {
            expect(Math.abs(value - (point[k] ?? Number.NaN))).toBeLessThan(1e-10)
          })
        },
      ),
    )
  })

  it('know the voxel size whatever the rotation', () => {
    const affine = Float64Array.of(0, -2, 0, 5, 3, 0, 0, 6, 0, 0, 4, 7, 0, 0, 0, 1)
    expect(voxelSizesMm(affine)).toEqual([3, 2, 4])
  })

  it('without a volume have no inverse', () => {
    expect(invertAffine(new Float64Array(16)).slice(0, 12).every(Number.isNaN)).toBe(true)
  })
})
