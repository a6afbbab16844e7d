import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conditionsOf } from '../../../src/core/design/conditions.ts'
import {
  gathered,
  mergedNames,
  nameProblem,
  parted,
  typesGathered,
  withIncluded,
  withMerge,
} from '../../../src/core/pipeline/conditionEdits.ts'
import type { ConditionsSpec } from '../../../src/core/pipeline/pipelineSpec.ts'

const types = ['face', 'left', 'right']
const conditions: ConditionsSpec = { include: ['left', 'face'], explicitRest: false }
const all: ConditionsSpec = { include: 'all', explicitRest: true }

describe('merging', () => {
  const hand = gathered(conditions, ['left', 'right'], 'hand', types)

  it('models the new condition where any of its trial types was', () => {
    expect(hand).toEqual({
      include: ['face', 'hand'],
      explicitRest: false,
      merge: { hand: ['left', 'right'] },
    })
    expect(mergedNames(types, hand.merge)).toEqual(['face', 'hand'])
    expect(typesGathered('hand', types, hand.merge)).toEqual(['left', 'right'])
    expect(gathered(all, ['left', 'right'], 'hand', types).include).toBe('all')
  })

  it('takes what was merged before along', () => {
    expect(gathered(hand, ['hand', 'face'], 'any', types).merge).toEqual({ any: ['left', 'right', 'face'] })
  })

  it('is undone by parting: all trial types come back', () => {
    expect(parted(hand, 'hand', types)).toEqual({ include: ['face', 'left', 'right'], explicitRest: false })
    expect(withMerge(hand, {}, types)).toEqual(parted(hand, 'hand', types))
  })

  it('leaves conditions alone that are not there', () => {
    expect(gathered(conditions, ['foot'], 'toe', types)).toBe(conditions)
  })
})

describe('renaming', () => {
  it('is merging of one, and back again nothing is left of it', () => {
    const renamed = gathered(conditions, ['left'], 'tap', types)
    expect(renamed).toEqual({ include: ['face', 'tap'], explicitRest: false, merge: { tap: ['left'] } })
    expect(gathered(renamed, ['tap'], 'left', types)).toEqual({
      include: ['face', 'left'],
      explicitRest: false,
    })
  })

  it('never changes when which events happen', () => {
    const events = types.flatMap((trialType, i) => [
      { onset: 10 * i, duration: 2, trialType },
      { onset: 50 + i, duration: 0, trialType },
    ])
    fc.assert(
      fc.property(fc.constantFrom(...types), fc.stringMatching(/^[a-z]{5,8}$/), (from, to) => {
        const before = conditionsOf(events, { include: types, explicitRest: false }, 100)
        const spec = gathered({ include: types, explicitRest: false }, [from], to, types)
        const after = conditionsOf(events, spec, 100)
        expect(after.events.map(({ onset, duration }) => [onset, duration])).toEqual(
          before.events.map(({ onset, duration }) => [onset, duration]),
        )
        expect(after.names).toContain(to)
        expect(after.names).toHaveLength(types.length)
      }),
    )
  })
})

it('writes the list out when one of all is left out', () => {
  expect(withIncluded(all, 'left', false, types)).toEqual({ include: ['face', 'right'], explicitRest: true })
  expect(withIncluded(conditions, 'right', true, types).include).toEqual(types)
})

it.each([
  ['', /needs a name/],
  ['left', /already/],
  ['left hand', /Letters, digits/],
  ['2left', /Letters, digits/],
  ['größe_2', /^$/],
])('says what is wrong with the name “%s”', (name, problem) => {
  expect(nameProblem(name, ['left', 'right'])).toMatch(problem)
})
