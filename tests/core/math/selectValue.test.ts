import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quantileInPlace, valueAtRank } from '../../../src/core/math/selectValue.ts'

/** Without -0, which sorting puts before 0 and which is the same number. */
const number = fc.double({ noNaN: true, min: -1e6, max: 1e6 }).map((value) => value + 0)
const numbers = fc.array(number, { minLength: 1, maxLength: 300 })
/** Few values, many of them equal. */
const tied = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 300 })

describe('the value at a rank', () => {
  it('is the one that sorting puts there', () => {
    fc.assert(
      fc.property(fc.oneof(numbers, tied), fc.nat(), (values, seed) => {
        const rank = seed % values.length
        expect(valueAtRank(Float64Array.from(values), rank)).toBe(Float64Array.from(values).sort()[rank])
      }),
    )
  })

  it('is found behind a lower rank that was asked for before', () => {
    fc.assert(
      fc.property(fc.oneof(numbers, tied), fc.nat(), fc.nat(), (values, one, other) => {
        const [from, to] = [one % values.length, other % values.length].sort((a, b) => a - b) as [
          number,
          number,
        ]
        const reordered = Float64Array.from(values)
        valueAtRank(reordered, from)
        expect(valueAtRank(reordered, to, from)).toBe(Float64Array.from(values).sort()[to])
      }),
    )
  })

  it('is found in maps of one value and in values already in order', () => {
    expect(valueAtRank(new Float64Array(5000).fill(2), 4999)).toBe(2)
    expect(
      valueAtRank(
        Float64Array.from({ length: 5000 }, (_, i) => i),
        4321,
      ),
    ).toBe(4321)
    expect(
      valueAtRank(
        Float64Array.from({ length: 5000 }, (_, i) => -i),
        0,
      ),
    ).toBe(-4999)
    expect(valueAtRank(Float64Array.of(Infinity, 1, -Infinity), 2)).toBe(Infinity)
  })
})

describe('a quantile', () => {
  it('lies linearly between neighbours of the ordered values', () => {
    fc.assert(
      fc.property(fc.oneof(numbers, tied), fc.double({ min: 0, max: 1, noNaN: true }), (values, q) => {
        const sorted = Float64Array.from(values).sort()
        const position = q * (sorted.length - 1)
        const below = Math.floor(position)
        const above = Math.min(below + 1, sorted.length - 1)
        const expected = sorted[below] + (position - below) * (sorted[above] - sorted[below])
        expect(quantileInPlace(Float64Array.from(values), q)).toBe(expected)
      }),
    )
  })

  it('of nothing is no number', () => {
    expect(quantileInPlace(new Float64Array(0), 0.5)).toBeNaN()
  })
})
