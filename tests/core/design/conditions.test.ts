import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conditionsOf, restEvents } from '../../../src/core/design/conditions.ts'
import { groupEvents } from '../../../src/core/design/groupEvents.ts'
import { Refusal } from '../../../src/core/finding.ts'

const event = (trialType: string, onset = 0, duration = 1) => ({ onset, duration, trialType })
const all = { include: 'all', explicitRest: false } as const

describe('conditionsOf', () => {
  it('orders names by code point', () => {
    const names = ['b', 'a', 'B', '10', '\u{1F600}', '\uFF5E'].map((name) => event(name))
    expect(conditionsOf(names, all, 10).names).toEqual(['10', 'B', 'a', 'b', '\uFF5E', '\u{1F600}'])
  })

  it('merges first, then includes, and says what is missing', () => {
    const spec = { include: ['tap', 'gone'], merge: { tap: ['left', 'right'] }, explicitRest: false }
    const result = conditionsOf([event('left'), event('right', 5), event('look')], spec, 10)
    expect(result.names).toEqual(['tap'])
    expect(result.events.map(({ onset, trialType }) => [onset, trialType])).toEqual([
      [0, 'tap'],
      [5, 'tap'],
    ])
    expect(result.missing).toEqual(['gone'])
  })

  it('takes names as they are, also those of object members', () => {
    const spec = { ...all, merge: JSON.parse('{"__proto__": ["constructor"]}') as Record<string, string[]> }
    expect(conditionsOf([event('constructor'), event('toString')], spec, 10).names).toEqual([
      '__proto__',
      'toString',
    ])
  })

  it('refuses a type merged twice', () => {
    const spec = { ...all, merge: { x: ['a'], y: ['a'] } }
    expect(() => conditionsOf([event('a')], spec, 10)).toThrow(Refusal)
  })

  it('adds rest in the gaps of the included events only', () => {
    const events = [event('task', 10, 20), event('rest', 0, 5), event('task', 25, 10), event('look', 60, 10)]
    const result = conditionsOf(events, { include: ['task'], explicitRest: true }, 100)
    expect(result.names).toEqual(['rest', 'task'])
    expect(result.events.filter(({ trialType }) => trialType === 'rest')).toEqual([
      event('rest', 0, 10),
      event('rest', 35, 65),
    ])
  })

  it('adds nothing beside an included rest, or without any event', () => {
    const events = [event('task', 10, 20), event('rest', 0, 5)]
    expect(conditionsOf(events, { include: 'all', explicitRest: true }, 100).events).toEqual(events)
    expect(conditionsOf(events, { include: [], explicitRest: true }, 100).events).toEqual([])
  })
})

describe('restEvents', () => {
  it('drops pieces under 1 ms, and impulses take nothing away', () => {
    expect(restEvents([event('a', 0.0009, 5), event('a', 7, 0), event('a', 8, 2)], 10)).toEqual([
      event('rest', 5.0009, 8 - 5.0009),
    ])
  })

  it('ignores what lies outside the run', () => {
    expect(restEvents([event('a', -5, 6), event('a', 8, 50), event('a', 90, 5)], 10)).toEqual([
      event('rest', 1, 7),
    ])
  })

  it('fills the run together with the events, without overlap', () => {
    const block = fc.record({
      onset: fc.integer({ min: -20, max: 120 }),
      duration: fc.integer({ min: 0, max: 40 }),
    })
    fc.assert(
      fc.property(fc.array(block), (blocks) => {
        const rest = restEvents(
          blocks.map(({ onset, duration }) => event('a', onset, duration)),
          100,
        )
        for (let second = 0; second < 100; second++) {
          const covers = ({ onset, duration }: { onset: number; duration: number }) =>
            onset <= second && second + 1 <= onset + duration
          expect(blocks.some(covers)).toBe(!rest.some(covers))
        }
      }),
    )
  })
})

describe('groupEvents', () => {
  it('sums the modulations of identical events and counts what is no number as 0', () => {
    const events = [event('a'), { ...event('b'), modulation: NaN }, event('a'), event('a', 1)]
    const { events: grouped, duplicateCount } = groupEvents(events)
    expect(duplicateCount).toBe(1)
    expect(grouped.map(({ trialType, onset, modulation }) => [trialType, onset, modulation])).toEqual([
      ['a', 0, 2],
      ['b', 0, 0],
      ['a', 1, 1],
    ])
  })
})
