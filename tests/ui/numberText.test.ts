import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberProblem, readNumber, stepped } from '../../src/ui/parts/numberText.ts'
import { crosshairText, readCrosshair } from '../../src/ui/toolbar/crosshairText.ts'

describe('numbers typed into fields', () => {
  it('may have a point, a comma, a hyphen or a minus', () => {
    expect(readNumber(' 0.01 ')).toBe(0.01)
    expect(readNumber('0,01')).toBe(0.01)
    expect(readNumber('−24')).toBe(-24)
    expect(readNumber('')).toBeNull()
    expect(readNumber('12 s')).toBeNull()
  })

  it('are refused with the reason', () => {
    expect(numberProblem('x', {})).toBe('Enter a number.')
    expect(numberProblem('1.5', { whole: true })).toBe('Enter a whole number.')
    expect(numberProblem('-1', { min: 0 })).toBe('At least 0.')
    expect(numberProblem('2', { max: 1 })).toBe('At most 1.')
    expect(numberProblem('0.5', { min: 0, max: 1 })).toBeNull()
  })

  it('step without the noise of binary fractions and stay in range', () => {
    expect(stepped(3, 0.1, {})).toBe(3.1)
    expect(stepped(0.1, 0.2, {})).toBe(0.3)
    expect(stepped(0, -0.1, { min: 0 })).toBe(0)
  })
})

describe('the crosshair field', () => {
  it('reads three numbers however they are parted', () => {
    expect(readCrosshair('38 -20 48')).toEqual([38, -20, 48])
    expect(readCrosshair('38; −20; 48.5')).toEqual([38, -20, 48.5])
    expect(readCrosshair('38 -20')).toBeNull()
    expect(readCrosshair('1 2 3 4')).toBeNull()
  })

  it('reads what it shows, to a tenth of a millimetre', () => {
    const millimetre = fc.integer({ min: -2000, max: 2000 }).map((tenths) => tenths / 10)
    fc.assert(
      fc.property(fc.tuple(millimetre, millimetre, millimetre), (mm) => {
        expect(readCrosshair(crosshairText(mm))).toEqual(mm.map((value) => value + 0))
      }),
    )
  })
})
