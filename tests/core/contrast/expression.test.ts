import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseContrast } from '../../../src/core/contrast/expression.ts'

const columns = ['a', 'b', 'go left', 'left-right', '10', 'drift_1', 'constant']

function weightsOf(text: string): number[] {
  const parsed = parseContrast(text, columns)
  if (!parsed.ok) throw new Error(`${text}: ${parsed.message}`)
  return [...parsed.weights]
}

function errorOf(text: string): { at: number; length: number; message: string; suggestion?: string } {
  const parsed = parseContrast(text, columns)
  if (parsed.ok) throw new Error(`${text} was accepted`)
  return parsed
}

describe('parseContrast', () => {
  it.each([
    ['a - 0.5*b', [1, -0.5]],
    ['(a+b)/2', [0.5, 0.5]],
    ['2*a', [2]],
    ['-a', [-1]],
    ['- -a', [1]],
    ['a*-2', [-2]],
    ['a/-(1+1)', [-0.5]],
    ['(1 + 2)*(a - b)/3', [1, -1]],
    ['1e1*a + .5*b', [10, 0.5]],
    ['a - a + b', [0, 1]],
    ['3 - 2 - 1 + 0*1 + 2', undefined],
  ] as const)('reads %s', (text, first) => {
    if (first === undefined) expect(errorOf(text).message).toContain('number')
    else expect(weightsOf(text)).toEqual([...first, ...Array<number>(columns.length - first.length).fill(0)])
  })

  it.each([
    ['go left', 2],
    ['left-right', 3],
    ['10', 4],
    [' a ', 0],
  ])('takes the exact column name "%s" first', (text, index) => {
    expect(weightsOf(text)).toEqual(columns.map((_, j) => (j === index ? 1 : 0)))
  })

  it.each([
    ['a - c', 4, 1],
    ['a * b', 2, 1],
    ['a + 1', 4, 1],
    ['(1 + 2) - a', 0, 7],
    ['a / b', 4, 1],
    ['a / 0', 4, 1],
    ['a ? b', 2, 1],
    ['(a - b', 0, 1],
    ['a b', 2, 1],
    ['a -', 3, 0],
    ['', 0, 0],
    ['a - a', 0, 5],
    ['a ** 2', 3, 1],
    ['a * 1e999', 0, 9],
  ])('points at the mistake in "%s"', (text, at, length) => {
    expect(errorOf(text)).toMatchObject({ at, length })
  })

  it('suggests the nearest column', () => {
    expect(errorOf('a - drift1').suggestion).toBe('drift_1')
    expect(errorOf('Constnt').suggestion).toBe('constant')
    expect(errorOf('zzzzzz').suggestion).toBeUndefined()
  })

  it('refuses bottomless nesting instead of overflowing', () => {
    expect(errorOf('('.repeat(100_000) + 'a').message).toContain('nested')
    expect(weightsOf('-'.repeat(100_000) + 'a')[0]).toBe(1)
  })

  it('gives back the weights of a sum it is shown', () => {
    const names = ['a', 'b', 'drift_1', 'constant']
    const weight = fc.double({ min: -1e6, max: 1e6, noNaN: true }).filter((value) => value !== 0)
    fc.assert(
      fc.property(fc.array(weight, { minLength: 4, maxLength: 4 }), (weights) => {
        const text = weights.map((value, j) => `(${value})*${names[j]}`).join(' + ')
        const parsed = parseContrast(text, names)
        expect(parsed.ok && [...parsed.weights]).toEqual(weights)
      }),
    )
  })

  it('never throws, and points inside the text', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '1',
      '+',
      '-',
      '*',
      '/',
      '(',
      ')',
      ' ',
      'é',
      '😀',
      '__proto__',
      '.',
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(text, (input) => {
        const parsed = parseContrast(input, columns)
        if (parsed.ok) expect([...parsed.weights].every(Number.isFinite)).toBe(true)
        else {
          expect(parsed.at).toBeGreaterThanOrEqual(0)
          expect(parsed.at + parsed.length).toBeLessThanOrEqual(input.length)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
