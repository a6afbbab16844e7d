import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { convolveStepsAt, stepResponse } from '../../../src/core/math/convolve.ts'
import { interpolateAt, linspace, searchSorted } from '../../../src/core/math/interpolate.ts'
import { roundHalfEven } from '../../../src/core/math/roundHalfEven.ts'

describe('convolveStepsAt', () => {
  it('is the convolution of the signal that the steps add up to', () => {
    const step = fc.record({
      index: fc.integer({ min: 0, max: 29 }),
      height: fc.integer({ min: -3, max: 3 }),
    })
    const kernelOf = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), kernelOf, (steps, kernel) => {
        const signal = Array.from({ length: 30 }, (_, i) =>
          steps.reduce((sum, { index, height }) => sum + (index <= i ? height : 0), 0),
        )
        const response = stepResponse(Float64Array.from(kernel))
        signal.forEach((_, i) => {
          const plain = kernel.reduce((sum, value, k) => sum + value * (signal[i - k] ?? 0), 0)
          expect(convolveStepsAt(steps, response, i)).toBeCloseTo(plain, 12)
        })
      }),
    )
  })
})

describe('interpolateAt', () => {
  const grid = linspace(0, 4, 5)
  const square = (index: number) => index * index

  it('joins grid points by lines and extends the outermost ones', () => {
    expect([0, 2, 2.5, 4, 5, -1].map((x) => interpolateAt(grid, square, x))).toEqual([0, 4, 6.5, 16, 23, -1])
  })

  it('searches like numpy', () => {
    expect([-1, 0, 0.5, 4, 5].map((x) => searchSorted(grid, x))).toEqual([0, 0, 1, 4, 5])
  })
})

describe('roundHalfEven', () => {
  it('rounds halves to the even neighbour', () => {
    expect([0.5, 1.5, 2.5, -1.5, 2.4, 2.6].map(roundHalfEven)).toEqual([0, 2, 2, -2, 2, 3])
  })
})
