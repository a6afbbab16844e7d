import { describe, expect, it } from 'vitest'
import {
  nilearnConditionRegressors,
  type NilearnRegressorOptions,
} from '../../../src/core/design/regressors.ts'
import type { StimulusEvent } from '../../../src/core/design/event.ts'
import { linspace } from '../../../src/core/math/interpolate.ts'

const block = [{ onset: 10, duration: 20, trialType: 'a' }]
const impulse = [{ onset: 10, duration: 0, trialType: 'a' }]
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)

function columnsOf(
  events: readonly StimulusEvent[],
  basis: NilearnRegressorOptions['basis'],
  instant = 0,
): Float64Array[] {
  const frameTimesSeconds = linspace(instant * 2, (99 + instant) * 2, 100)
  return nilearnConditionRegressors(events, {
    basis,
    frameTimesSeconds,
    oversampling: 50,
    minOnsetSeconds: -24,
  }).columns
}

const glover = { kind: 'canonical', hrf: 'glover', derivatives: 'none' } as const
const first = (columns: Float64Array[]) => columns[0] ?? new Float64Array()

describe('nilearn’s regressors at TR 2 s', () => {
  it('block, glover', () => {
    const column = first(columnsOf(block, glover))
    const expected = [0, 0.0218812682361, 0.376647266426, 1.04305055228, 1.48074052374, 1.54261414382]
    expected.forEach((value, i) => expect(column[5 + i]).toBeCloseTo(value, 10))
    expect(sum(column)).toBeCloseTo(10, 10)
  })

  it('block, glover, half a scan later', () => {
    const column = first(columnsOf(block, glover, 0.5))
    expect(column[5]).toBeCloseTo(0.000510373135546, 12)
    expect(column[9]).toBeCloseTo(1.55106057267, 10)
    expect(sum(column)).toBeCloseTo(10.00045143040312, 12)
  })

  it('impulse, spm', () => {
    const column = first(columnsOf(impulse, { ...glover, hrf: 'spm' }))
    expect(column[7]).toBeCloseTo(0.00744648837783, 13)
    expect(column[8]).toBeCloseTo(0.00775615866626, 13)
    expect(sum(column)).toBeCloseTo(0.020006861851789442, 14)
  })

  it('block, glover, with its derivative orthogonal to it', () => {
    const [main = new Float64Array(), derivative = new Float64Array()] = columnsOf(block, {
      ...glover,
      derivatives: 'time',
    })
    expect(derivative[8]).toBeCloseTo(0.311720375279, 11)
    expect(sum(derivative)).toBeCloseTo(-0.015829014888133264, 11)
    expect(main.reduce((total, value, i) => total + value * (derivative[i] ?? 0), 0)).toBeCloseTo(0, 12)
  })

  it('keeps what nilearn keeps of events outside the run', () => {
    const early = [{ onset: -30, duration: 40, trialType: 'a' }]
    expect(sum(first(columnsOf(early, glover)))).toBeCloseTo(5.7429, 4)
    const late = [{ onset: 500, duration: 40, trialType: 'a' }]
    expect(Math.max(...first(columnsOf(late, glover)))).toBe(0)
    const negative = [{ onset: 30, duration: -10, trialType: 'a' }]
    expect(sum(first(columnsOf(negative, glover)))).toBeCloseTo(-5, 10)
  })

  it('reaches its plateau exactly: two identical events add', () => {
    const twice = [
      { onset: 10, duration: 1, trialType: 'a' },
      { onset: 10, duration: 1, trialType: 'a' },
    ]
    const one = first(columnsOf(twice.slice(1), glover))
    const two = first(columnsOf(twice, glover))
    two.forEach((value, i) => expect(value).toBeCloseTo(2 * (one[i] ?? NaN), 15))
  })

  it('averages the stimulus forwards from each delay in FIR', () => {
    const [now = [], next = []] = columnsOf(block, { kind: 'fir', delaysScans: [0, 1] }).map((c) => [...c])
    expect(now.slice(4, 16).map((value) => Math.round(value * 1e12) / 1e12)).toEqual([
      0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0,
    ])
    next.slice(1).forEach((value, i) => expect(value).toBeCloseTo(now[i] ?? NaN, 12))
  })
})
