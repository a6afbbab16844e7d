import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createSmoother,
  gaussianKernel,
  reflected,
  smoothVolume,
  truncateToInteger,
} from '../../../src/core/volume/smoothing.ts'

function impulse(): Float64Array {
  const volume = new Float64Array(21 ** 3)
  volume[10 + 21 * (10 + 21 * 10)] = 1
  return volume
}

const at = (x: number, y: number, z: number): number => x + 21 * (y + 21 * z)

describe("nilearn's smoothing of a unit impulse (F23)", () => {
  it.each([
    { fwhm: 6, sizes: [3, 3, 3] as const, centre: 0.10364071229292937, radius: 3 },
    { fwhm: 8, sizes: [2, 2, 2] as const, centre: 0.012954875489070613, radius: 7 },
    { fwhm: 5, sizes: [2, 2, 4] as const, centre: 0.10531737267168824, radius: 4 },
  ])('FWHM $fwhm mm, voxels $sizes', ({ fwhm, sizes, centre, radius }) => {
    const volume = impulse()
    smoothVolume(createSmoother([21, 21, 21], sizes, fwhm, 'float64'), volume)
    expect(volume[at(10, 10, 10)]).toBeCloseTo(centre, 14)
    expect(volume[at(10 + radius, 10, 10)]).toBeGreaterThan(0)
    expect(volume[at(11 + radius, 10, 10)]).toBe(0)
  })

  it('has its neighbours', () => {
    const isotropic = impulse()
    smoothVolume(createSmoother([21, 21, 21], [3, 3, 3], 6, 'float64'), isotropic)
    expect(isotropic[at(11, 10, 10)]).toBeCloseTo(0.051820356146464686, 14)
    const stretched = impulse()
    smoothVolume(createSmoother([21, 21, 21], [2, 2, 4], 5, 'float64'), stretched)
    expect(stretched[at(10, 10, 11)]).toBeCloseTo(0.017859250440228933, 14)
  })
})

describe('the boundary', () => {
  it('reflects about the edge of the voxel', () => {
    expect([-3, -2, -1, 0, 3, 4, 5, 6].map((i) => reflected(i, 4))).toEqual([2, 1, 0, 0, 3, 3, 2, 1])
    expect(reflected(-9, 4)).toBe(0)
  })

  it('keeps constants and sums', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 60, maxLength: 60 }),
        (values) => {
          const volume = Float64Array.from(values)
          smoothVolume(createSmoother([3, 4, 5], [2, 3, 2.5], 7, 'float64'), volume)
          const sum = (numbers: ArrayLike<number>): number => Array.from(numbers).reduce((a, b) => a + b, 0)
          expect(Math.abs(sum(volume) - sum(values))).toBeLessThan(1e-9)
        },
      ),
    )
    const flat = new Float64Array(60).fill(7)
    smoothVolume(createSmoother([3, 4, 5], [2, 3, 2.5], 7, 'float32'), flat)
    expect(new Set(flat)).toEqual(new Set([7]))
  })

  it('takes NaN and infinities for 0, and smooths nothing at 0 mm', () => {
    const volume = Float64Array.of(1, Number.NaN, Infinity, 4)
    smoothVolume(createSmoother([4, 1, 1], [1, 1, 1], 0, 'float64'), volume)
    expect(Array.from(volume)).toEqual([1, 0, 0, 4])
  })
})

describe('casting back to an integer file', () => {
  it('cuts toward zero', () => {
    const volume = Float64Array.of(1.9, -1.9, 3)
    truncateToInteger(volume)
    expect(Array.from(volume)).toEqual([1, -1, 3])
  })
})

describe('the kernel', () => {
  it('sums to 1', () => {
    const { weights, radius } = gaussianKernel(2)
    expect(weights.length).toBe(2 * radius + 1)
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 15)
  })
})
