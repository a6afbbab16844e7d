import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tTails } from '../../../src/core/contrast/pValues.ts'
import { tTable } from '../../../src/core/contrast/tTable.ts'
import { zScore } from '../../../src/core/contrast/zScores.ts'

/** Below and above the degrees of freedom that are interpolated, whole or not. */
const degrees = fc.oneof(
  fc.constantFrom(1, 3.5, 9.99, 10, 12, 10001),
  fc.double({ min: 10, max: 2000, noNaN: true }),
)
const statistic = fc.oneof(
  fc.double({ min: -36, max: 36, noNaN: true }),
  fc.double({ min: -0.05, max: 0.05, noNaN: true }),
  fc.double({ min: -1e3, max: 1e3, noNaN: true }),
)

/** Interpolation and the rounding of a logarithm of up to 700: well below the 1e-10 in which maps are ever compared. */
const tolerance = 1e-12

describe('interpolated tails of t', () => {
  it('have the p of the exact tails', () => {
    fc.assert(
      fc.property(degrees, statistic, (df, t) => {
        const expected = tTails(t, df).upper
        expect(Math.abs(tTable(df).upperTail(t) - expected)).toBeLessThanOrEqual(tolerance * expected)
      }),
      { numRuns: 2000 },
    )
  })

  it('have the z of the exact tails', () => {
    fc.assert(
      fc.property(degrees, statistic, (df, t) => {
        const { upper, lower } = tTails(t, df)
        const expected = zScore(upper, lower)
        const error = Math.abs(tTable(df).score(t) - expected)
        expect(error).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)))
      }),
      { numRuns: 2000 },
    )
  })

  it('are exact at t = 0 and pass on NaN', () => {
    expect(tTable(100).upperTail(0)).toBeCloseTo(0.5, 15)
    expect(tTable(100).score(0)).toBeCloseTo(0, 15)
    expect(tTable(100).upperTail(NaN)).toBeNaN()
  })
})
