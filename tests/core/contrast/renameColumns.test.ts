import { expect, it } from 'vitest'
import { renameCondition } from '../../../src/core/contrast/renameColumns.ts'

it.each([
  ['movement - rest', 'tap - rest'],
  ['2*movement_derivative + movement', '2*tap_derivative + tap'],
  ['movement_delay_3 - movement_delay_x', 'tap_delay_3 - movement_delay_x'],
  ['(rest + movement)/2', '(rest + tap)/2'],
  ['movements - 0.5*rest', 'movements - 0.5*rest'],
  ['movement - ', 'tap - '],
])('%s asks the same as %s', (before, after) => {
  expect(renameCondition({ kind: 'expression', text: before }, 'movement', 'tap')).toEqual({
    kind: 'expression',
    text: after,
  })
})

it('renames in weights', () => {
  expect(renameCondition({ kind: 't', weights: { movement: 1, rest: -1 } }, 'movement', 'tap')).toEqual({
    kind: 't',
    weights: { tap: 1, rest: -1 },
  })
  expect(
    renameCondition({ kind: 'F', rows: [{ movement: 1 }, { movement_dispersion: 1 }] }, 'movement', 'tap'),
  ).toEqual({ kind: 'F', rows: [{ tap: 1 }, { tap_dispersion: 1 }] })
})
