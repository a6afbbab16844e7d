import { fLowerTail, fUpperTail, tUpperTail } from '../math/distributions.ts'

/** A p-value and its complement, each to full relative precision. */
export interface Tails {
  /** One-sided p: the chance of a larger statistic under the null. */
  readonly upper: number
  readonly lower: number
}

/** Both tails of Student's t; one-sided, never two-sided (nilearn 0.12.1, `contrasts.py`; SPM12's spmT). */
export function tTails(t: number, df: number): Tails {
  return { upper: tUpperTail(t, df), lower: tUpperTail(-t, df) }
}

/** Both tails of F. */
export function fTails(f: number, df: readonly [number, number]): Tails {
  return { upper: fUpperTail(f, df[0], df[1]), lower: fLowerTail(f, df[0], df[1]) }
}
