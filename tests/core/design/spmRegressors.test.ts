import { describe, expect, it } from 'vitest'
import { spmBasis } from '../../../src/core/design/spmBasis.ts'
import { microtimeOnset, spmConditionRegressors } from '../../../src/core/design/spmRegressors.ts'
import { leadBins, spmStimulus } from '../../../src/core/design/spmStimulus.ts'
import { Refusal } from '../../../src/core/finding.ts'

const options = {
  scanCount: 100,
  repetitionTimeSeconds: 2,
  microtimeResolution: 16,
  samplingInstant: 7 / 16,
  derivatives: 'none',
} as const

const norm = (column: Float64Array): number => Math.hypot(...column)

describe('SPM12 regressors of one condition', () => {
  it('assertion 28: basis at TR 2 s', () => {
    const [canonical, derivative, dispersion] = spmBasis(2 / 16, 16, 'time-dispersion')
    if (!canonical || !derivative || !dispersion) throw new Error('three basis functions expected')
    expect(canonical.length).toBe(257)
    expect(canonical.indexOf(Math.max(...canonical))).toBe(40)
    expect(canonical[40]).toBeCloseTo(0.026312820553601, 13)
    expect(canonical[8]).toBeCloseTo(0.00045979069752, 13)
    expect(norm(derivative)).toBeCloseTo(0.049098911358152, 12)
    // SPM's dispersion derivative divides a difference of rounded densities by 0.01.
    expect(norm(dispersion)).toBeCloseTo(0.052319583222108, 11)
  })

  it('assertion 29: a 20 s block covers bins 112 to 272', () => {
    const block = [{ onset: 10, duration: 20, trialType: 'a' }]
    const stimulus = spmStimulus(block, 100, 2, 16)
    const active = [...stimulus.keys()].filter((bin) => stimulus[bin] !== 0)
    expect([active[0], active.at(-1), active.length]).toEqual([112, 272, 161])
    const column = spmConditionRegressors(block, options).columns[0] ?? new Float64Array()
    expect(column[6]).toBeCloseTo(0.0932332552498, 12)
    expect(column[7]).toBeCloseTo(0.447618185218, 12)
    expect(column[8]).toBeCloseTo(0.828967720174, 12)
    expect(norm(column)).toBeCloseTo(3.2281262300504605, 11)
  })

  it('assertion 29: an impulse is 8 high', () => {
    const impulse = [{ onset: 10, duration: 0, trialType: 'a' }]
    expect(Math.max(...spmStimulus(impulse, 100, 2, 16))).toBe(8)
    const column = spmConditionRegressors(impulse, options).columns[0] ?? new Float64Array()
    expect(column[7]).toBeCloseTo(0.21017535523953296, 13)
  })

  it('gives a 0 s event among others one bin of height 1', () => {
    const mixed = [
      { onset: 10, duration: 0, trialType: 'a' },
      { onset: 20, duration: 1, trialType: 'a' },
    ]
    const stimulus = spmStimulus(mixed, 100, 2, 16)
    expect([...stimulus.subarray(leadBins + 79, leadBins + 82)]).toEqual([0, 1, 0])
  })

  it('keeps the tail of an early event and drops one that begins after the run', () => {
    const early = spmStimulus([{ onset: -1, duration: 2, trialType: 'a' }], 10, 2, 16)
    expect(early[leadBins - 8]).toBe(1)
    const late = spmConditionRegressors([{ onset: 500, duration: 2, trialType: 'a' }], options)
    expect(norm(late.columns[0] ?? new Float64Array([1]))).toBe(0)
  })

  it('rounds the sampling instant to a bin', () => {
    expect([0, 7 / 16, 0.44, 0.5, 1].map((s) => microtimeOnset(s, 16))).toEqual([1, 8, 8, 9, 16])
  })

  it('returns orthogonal columns with their suffixes', () => {
    const events = [3.3, 20.1, 61].map((onset) => ({ onset, duration: 1.5, trialType: 'a' }))
    const { columns, suffixes } = spmConditionRegressors(events, {
      ...options,
      derivatives: 'time-dispersion',
    })
    expect(suffixes).toEqual(['', 'derivative', 'dispersion'])
    const product = (a: number, b: number): number =>
      (columns[a] ?? []).reduce((sum, value, i) => sum + value * (columns[b]?.[i] ?? NaN), 0)
    for (const [a, b] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      expect(Math.abs(product(a, b))).toBeLessThan(1e-13)
    }
  })

  it('refuses modulated events', () => {
    const modulated = [{ onset: 10, duration: 0, trialType: 'a', modulation: 2 }]
    expect(() => spmConditionRegressors(modulated, options)).toThrow(Refusal)
  })
})
