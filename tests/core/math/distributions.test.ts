import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  fLowerTail,
  fUpperTail,
  normalUpperQuantile,
  normalUpperTail,
  tUpperTail,
} from '../../../src/core/math/distributions.ts'

interface Golden {
  readonly tUpperTail: readonly (readonly [number, number, number])[]
  readonly fUpperTail: readonly (readonly [number, number, number, number])[]
  readonly normalUpperQuantile: readonly (readonly [number, number])[]
}

const golden = JSON.parse(
  readFileSync(new URL('../../fixtures/distributions/mpmath.json', import.meta.url), 'utf8'),
) as Golden

const relative = (value: number, reference: number): number => Math.abs(value / reference - 1)

describe('tail probabilities against 60-digit arithmetic', () => {
  it.each(golden.tUpperTail)('t > %d with df %d', (t, df, p) => {
    expect(relative(tUpperTail(t, df), p)).toBeLessThan(1e-13)
  })

  // 5e-13: what the incomplete beta function itself loses at f far out in the tail.
  it.each(golden.fUpperTail)('F > %d with df %d, %d', (f, df1, df2, p) => {
    expect(relative(fUpperTail(f, df1, df2), p)).toBeLessThan(5e-13)
    expect(fLowerTail(f, df1, df2)).toBeCloseTo(1 - p, 12)
  })

  it.each(golden.normalUpperQuantile)('normal quantile at %d', (p, z) => {
    expect(relative(normalUpperQuantile(p), z)).toBeLessThan(1e-14)
  })
})

describe('the normal quantile', () => {
  it('inverts the tail on both sides', () => {
    for (const z of [-8, -3, -1, -0.2, 0, 0.7, 2, 6, 20, 37]) {
      expect(Math.abs(normalUpperQuantile(normalUpperTail(z)) - z)).toBeLessThan(z < -5 ? 0.05 : 1e-11)
    }
  })

  it('is infinite at the ends', () => {
    expect(normalUpperQuantile(0)).toBe(Infinity)
    expect(normalUpperQuantile(1)).toBe(-Infinity)
  })
})
