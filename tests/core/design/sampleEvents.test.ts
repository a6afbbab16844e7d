import { describe, expect, it } from 'vitest'
import { sampleEvents, samplingGrid } from '../../../src/core/design/sampleEvents.ts'
import { linspace } from '../../../src/core/math/interpolate.ts'

const frames = (instant: number) => linspace(instant * 2, (99 + instant) * 2, 100)
const grid = samplingGrid(frames(0), 50, -24)
const event = (onset: number, duration: number, modulation = 1) => ({
  onset,
  duration,
  modulation,
  trialType: 'a',
})

describe('samplingGrid', () => {
  it('reaches from -24 s to one scan after the last', () => {
    expect(grid).toHaveLength(5601)
    expect([grid[0], grid[5600]]).toEqual([-24, 200])
  })

  it('is stretched a little when scans are sampled later, as in nilearn', () => {
    const later = samplingGrid(frames(0.5), 50, -24)
    const last = later[later.length - 1] ?? NaN
    expect(later[0]).toBe(-23)
    expect(last).toBeCloseTo(201.0101, 4)
    expect((last + 23) / (later.length - 1)).toBeCloseTo(0.0400018, 7)
  })
})

describe('sampleEvents', () => {
  it('rounds onsets up and counts durations in samples', () => {
    expect(sampleEvents([event(30.01, 1)], grid)).toEqual([
      { index: 1351, height: 1 },
      { index: 1376, height: -1 },
    ])
  })

  it('gives an impulse one sample', () => {
    expect(sampleEvents([event(30.02, 0, 3)], grid)).toEqual([
      { index: 1351, height: 3 },
      { index: 1352, height: -3 },
    ])
  })

  it('puts a negative box before the onset of a negative duration', () => {
    expect(sampleEvents([event(30, -10)], grid)).toEqual([
      { index: 1350, height: 1 },
      { index: 1100, height: -1 },
    ])
  })

  it('moves early events to the start of the grid and drops late ones', () => {
    expect(sampleEvents([event(-30, 40)], grid)[0]).toEqual({ index: 0, height: 1 })
    expect(sampleEvents([event(300, 10)], grid)).toEqual([])
    expect(sampleEvents([event(190, 100)], grid)[1]).toEqual({ index: 5600, height: -1 })
  })
})
