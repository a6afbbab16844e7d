import fc from 'fast-check'
import { expect, it } from 'vitest'
import { widestGap, type Gap } from '../../../src/core/volume/widestGap.ts'

/** By sorting all values and looking at every pair of neighbours. */
function bySorting(values: Float64Array, from: number, to: number): Gap {
  const sorted = values.slice().sort()
  const at = (rank: number): number => sorted[rank] ?? NaN
  let widest = from
  for (let i = from; i < to; i++) {
    if (at(i + 1) - at(i) > at(widest + 1) - at(widest)) widest = i
  }
  return from === to ? { below: at(from), above: at(from) } : { below: at(widest), above: at(widest + 1) }
}

const value = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc.double({ min: 1, max: 1 + 1e-9, noNaN: true }),
)

it('is the first widest between neighbours of the sorted values, ties and outliers included', () => {
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 200 }),
      fc.double({ min: 0, max: 0.5, noNaN: true }),
      fc.double({ min: 0.5, max: 1, noNaN: true }),
      (all, lower, upper) => {
        const values = Float64Array.from(all)
        const last = values.length - 1
        const [from, to] = [Math.floor(lower * last), Math.floor(upper * last)]
        const sorted = values.slice().sort()
        const ends = { low: sorted[from] ?? NaN, high: sorted[to] ?? NaN }
        const { below, above } = widestGap(values, { ...ends, count: to - from + 1 })
        const expected = bySorting(values, from, to)
        // 0 and -0 are the same place.
        expect([below + 0, above + 0]).toEqual([expected.below + 0, expected.above + 0])
      },
    ),
    { numRuns: 500 },
  )
})
