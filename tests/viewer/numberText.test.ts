import { describe, expect, it } from 'vitest'
import { mmText, numberText, signedText } from '../../src/viewer/numberText.ts'

describe('numberText', () => {
  it.each([
    [1.5, '1.5'],
    [-3, '\u22123'],
    [0, '0'],
    [-0, '0'],
    [23999, '24\u2009000'],
    [0.12345, '0.123'],
    [1.5e-7, '1.5e\u22127'],
  ])('%d is %s', (value, text) => {
    expect(numberText(value)).toBe(text)
  })

  it('signs and rounds', () => {
    expect(signedText(1.5)).toBe('+1.5')
    expect(signedText(0)).toBe('0')
    expect(mmText(-20.4)).toBe('\u221220')
    expect(mmText(-0.2)).toBe('0')
  })
})
