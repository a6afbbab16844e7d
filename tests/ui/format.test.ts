import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { count, expressionForDisplay, fixed, significant, unbroken, withUnit } from '../../src/ui/format.ts'

describe('numbers on screen', () => {
  it('carry a true minus and never a negative zero', () => {
    expect(fixed(-0.042, 2)).toBe('−0.04')
    expect(fixed(-0.001, 2)).toBe('0.00')
    expect(significant(-20, 3)).toBe('−20.0')
  })

  it('keep three significant digits, in powers of ten at the extremes', () => {
    expect(significant(1.4449)).toBe('1.44')
    expect(significant(350.78)).toBe('351')
    expect(significant(0.0412)).toBe('0.0412')
    expect(significant(0.00000321)).toBe('3.21\u2009×\u200910⁻⁶')
    expect(significant(-1234567)).toBe('−1.23\u2009×\u200910⁶')
    expect(significant(0)).toBe('0')
  })

  it('stay with their unit at the end of a line, also in a sentence', () => {
    const nbsp = '\u00a0'
    expect(unbroken('changes by 85 % (of 1.5 Hz) in 20 s, 4 mm, 22 GB.')).toBe(
      `changes by 85${nbsp}% (of 1.5${nbsp}Hz) in 20${nbsp}s, 4${nbsp}mm, 22${nbsp}GB.`,
    )
    expect(unbroken('5 scans, run 2 starts, a % b, sub-01 s_x')).toBe(
      '5 scans, run 2 starts, a % b, sub-01 s_x',
    )
  })

  it('say what is not a number', () => {
    expect(fixed(Number.NaN, 2)).toBe('not a number')
    expect(significant(Number.NEGATIVE_INFINITY)).toBe('−∞')
  })

  it('read back as the number they show', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -99_000, max: 99_000, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        (value, decimals) => {
          const back = Number(fixed(value, decimals).replace('−', '-'))
          // Rounding to `decimals` digits moves a number by half a unit of the last digit; the rest is binary rounding.
          expect(Math.abs(back - value)).toBeLessThanOrEqual(0.5 * 10 ** -decimals + 1e-9)
        },
      ),
    )
  })

  it('part thousands by thin spaces from five digits on', () => {
    expect(count(1234)).toBe('1234')
    expect(count(23999)).toBe('23\u2009999')
    expect(count(1234567)).toBe('1\u2009234\u2009567')
  })

  it('are not parted from their unit at the end of a line', () => {
    expect(withUnit('1.44', '% of voxel mean')).toBe('1.44\u00a0% of voxel mean')
    expect(withUnit('3.1', '')).toBe('3.1')
  })

  it('show a minus between operands and leave hyphens in names', () => {
    expect(expressionForDisplay('movement - rest')).toBe('movement − rest')
    expect(expressionForDisplay('two-back - rest')).toBe('two-back − rest')
  })
})
