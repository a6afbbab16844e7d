import { describe, expect, it } from 'vitest'
import { eventsTsv, sidecarJson } from '../../../src/core/export/runFiles.ts'

describe('eventsTsv', () => {
  it('writes a BIDS table', () => {
    const events = [
      { onset: 0, duration: 20, trialType: 'rest' },
      { onset: 20.5, duration: 0, trialType: 'left hand' },
    ]
    expect(eventsTsv(events)).toBe('onset\tduration\ttrial_type\n0\t20\trest\n20.5\t0\tleft hand\n')
  })

  it('has a modulation column only where some event has one', () => {
    const events = [
      { onset: 0, duration: 1, trialType: 'a', modulation: 1.5 },
      { onset: 2, duration: 1, trialType: 'a' },
    ]
    expect(eventsTsv(events).split('\n').slice(0, 3)).toEqual([
      'onset\tduration\ttrial_type\tmodulation',
      '0\t1\ta\t1.5',
      '2\t1\ta\tn/a',
    ])
  })
})

describe('sidecarJson', () => {
  it('holds the repetition time in seconds', () => {
    expect(JSON.parse(sidecarJson({ repetitionTimeSeconds: 2, taskName: 'tapping' }))).toEqual({
      RepetitionTime: 2,
      TaskName: 'tapping',
    })
  })
})
