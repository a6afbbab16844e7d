import { expect, it } from 'vitest'
import { completed, completions, wordAt } from '../../src/ui/rail/completion.ts'

const names = ['left_tap', 'right_tap', 'rest', 'constant']

it('completes the word before the caret', () => {
  expect(wordAt('left_tap - ri', 13)).toEqual({ from: 11, text: 'ri' })
  expect(completions('ri', names)).toEqual(['right_tap'])
  expect(completed('left_tap - ri', 13, 'right_tap')).toEqual({ text: 'left_tap - right_tap', caret: 20 })
})

it('offers names that begin with the word before names that hold it', () => {
  expect(completions('r', names)).toEqual(['right_tap', 'rest'])
  expect(completions('TAP', names)).toEqual(['left_tap', 'right_tap'])
})

it('offers nothing for numbers, nothing, or a name that is complete', () => {
  expect(wordAt('0.5*', 4).text).toBe('')
  expect(completions('', names)).toEqual([])
  expect(completions('rest', names)).toEqual([])
})

it('completes in the middle and leaves what follows', () => {
  expect(completed('le - rest', 2, 'left_tap')).toEqual({ text: 'left_tap - rest', caret: 8 })
})
