import { describe, expect, it } from 'vitest'
import { likeness, scanWeights } from '../../../src/core/contrast/scanWeights.ts'
import {
  conditioning,
  contrastPrecision,
  identifyingScans,
  varianceInflation,
} from '../../../src/core/design/diagnostics.ts'
import { leanerDesign } from '../../../src/core/design/leanerDesign.ts'
import { nearNullStep } from '../../../src/core/design/nearNull.ts'
import { tTestPower, tUpperQuantile } from '../../../src/core/design/power.ts'
import { autocorrelation, normalQuantiles, periodogram } from '../../../src/core/math/series.ts'
import { selectColumns } from '../../../src/core/math/matrix.ts'
import { designReference, largestDifference, referenceMatrix } from '../../support/designReference.ts'

const { diagnostics, power, series } = designReference
const matrix = referenceMatrix()
const task = [1, 0, 0, 0]
const difference = [1, -1, 0, 0]

/** Double precision through two different formulas, on a design of condition number 30. */
const rounding = 1e-9

describe('diagnostics against regressions and inverses in numpy', () => {
  it('inflation of every regressor', () => {
    const found = varianceInflation(matrix)
    diagnostics.vif.forEach((expected, j) => {
      if (expected === null) expect(found[j]).toBeNaN()
      else expect(Math.abs((found[j] ?? NaN) / expected - 1)).toBeLessThan(rounding)
    })
  })

  it('singular values', () => {
    const { singularValues } = conditioning(matrix)
    expect(largestDifference(singularValues, diagnostics.singularValues)).toBeLessThan(rounding)
  })

  it.each([
    ['task', task],
    ['task - rest', difference],
  ])('standard error and identifying scans of %s', (name, weights) => {
    const expected = diagnostics.contrasts[name]
    const shares = identifyingScans(matrix, weights)
    const edges = shares.reduce((sum, share, scan) => (scan < 12 || scan >= 84 ? sum + share : sum), 0)
    expect(contrastPrecision(matrix, weights).standardError).toBeCloseTo(expected?.standardError ?? NaN, 9)
    expect(edges).toBeCloseTo(expected?.edgeShare ?? NaN, 9)
  })

  it('finds that the contrast would be most exact without rest', () => {
    const leaner = leanerDesign(matrix, task, [0, 1, 2])
    expect(leaner?.without).toBe(1)
    expect(leaner?.standardError).toBeCloseTo(diagnostics.withoutRest, 9)
  })

  it('has nothing to leave out where no column costs precision', () => {
    expect(leanerDesign(matrix, difference, [0, 1])).toBeNull()
  })

  it('names task + rest - constant as what the data can hardly see', () => {
    const { terms, change } = nearNullStep(matrix)
    expect(terms).toEqual([
      { column: 0, step: 1 },
      { column: 1, step: 1 },
      { column: 3, step: -1 },
    ])
    expect(change).toBeCloseTo(diagnostics.sumChange, 9)
  })

  it('finds task - rest to be nearly what task is in the minimal design', () => {
    const own = scanWeights(matrix, difference)
    const minimal = scanWeights(selectColumns(matrix, [0, 2, 3]), [1, 0, 0])
    expect(likeness(own, minimal).cosine).toBeCloseTo(diagnostics.cosineToMinimal, 9)
  })
})

describe('power', () => {
  it.each(power)('df $df, noncentrality $noncentrality', ({ df, noncentrality, t, power: expected }) => {
    expect(tUpperQuantile(0.001, df)).toBeCloseTo(t, 9)
    // The approximation's own error against the exact noncentral t, worst at 20 degrees of freedom.
    expect(Math.abs(tTestPower({ noncentrality, df, alpha: 0.001 }) - expected)).toBeLessThan(0.012)
  })
})

describe('a series', () => {
  const values = Float64Array.from(series.values)

  it('autocorrelation', () => {
    const acf = autocorrelation(values, 5)
    expect(largestDifference([acf[0] ?? NaN, acf[1] ?? NaN, acf[4] ?? NaN], series.acf)).toBeLessThan(1e-12)
  })

  it('periodogram', () => {
    const { shares, frequenciesHz } = periodogram(values, 2)
    expect(largestDifference(shares, series.shares)).toBeLessThan(1e-12)
    expect(largestDifference(frequenciesHz, series.frequencies)).toBeLessThan(1e-15)
  })

  it('normal quantiles', () => {
    const { expected, observed } = normalQuantiles(values)
    expect(largestDifference(expected, series.quantiles)).toBeLessThan(1e-12)
    expect([...observed]).toEqual([...observed].toSorted((a, b) => a - b))
  })

  it('a constant has no autocorrelation and no spectrum', () => {
    const flat = new Float64Array(20).fill(3)
    expect([...autocorrelation(flat, 3)]).toEqual([0, 0, 0])
    expect(periodogram(flat, 2).shares.every((share) => share === 0)).toBe(true)
  })
})
