import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fdrThreshold, heightThreshold, passes } from '../../../src/core/threshold/height.ts'

const values = [4, 3.5, 2.8, 2.5, 1.9, 1.2]

describe("nilearn's thresholds (F21)", () => {
  it('for a false positive rate', () => {
    const control = { kind: 'fpr', level: 0.001 } as const
    expect(heightThreshold(new Float64Array(1), control, true)).toBeCloseTo(3.2905267314918945, 13)
    expect(heightThreshold(new Float64Array(1), control, false)).toBeCloseTo(3.090232306167813, 13)
  })

  it('for a false discovery rate', () => {
    expect(fdrThreshold(values, 0.05)).toBe(1.8999999999989998)
    expect(fdrThreshold(values, 0.01)).toBeCloseTo(2.499999999999, 14)
    expect(fdrThreshold(new Float64Array(9), 0.05)).toBe(Infinity)
  })

  it('by Bonferroni', () => {
    const height = heightThreshold(new Float64Array(1000), { kind: 'bonferroni', level: 0.05 }, true)
    expect(height).toBeCloseTo(4.0556269811224, 12)
  })
})

describe('thresholds', () => {
  it('are the same for negated maps when two-sided', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 1 }), (z) => {
        const control = { kind: 'fdr', level: 0.05 } as const
        const map = Float64Array.from(z)
        const height = heightThreshold(map, control, true)
        expect(
          heightThreshold(
            map.map((value) => -value),
            control,
            true,
          ),
        ).toBe(height)
        if (height < Infinity) expect(z.some((value) => passes(value, height, true))).toBe(true)
      }),
    )
  })

  it('keep the height itself, and negative values only when two-sided', () => {
    expect([passes(3, 3, false), passes(-3, 3, false), passes(-3, 3, true)]).toEqual([true, false, true])
    expect(heightThreshold(new Float64Array(2), { kind: 'fixed', z: 3 }, true)).toBe(3)
  })
})
