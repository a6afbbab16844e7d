import { normalUpperTail, normalUpperQuantile, tUpperTail } from '../math/distributions.ts'

/** The t with P(T > t) = p for p below 1/2, by bisection to full precision. */
export function tUpperQuantile(p: number, df: number): number {
  let low = 0
  let high = Math.max(2, normalUpperQuantile(p))
  while (tUpperTail(high, df) > p) high *= 2
  for (let step = 0; step < 200 && high - low > 1e-14 * high; step++) {
    const middle = (low + high) / 2
    if (tUpperTail(middle, df) > p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

export interface PowerInput {
  /** True effect over its true standard error. */
  readonly noncentrality: number
  readonly df: number
  /** One-sided. */
  readonly alpha: number
}

/**
 * Probability that a one-sided t test finds an effect: the normal approximation to the noncentral t,
 * P(T > t) = Phi(-(t (1 - 1 / (4 df)) - delta) / sqrt(1 + t^2 / (2 df))) (Abramowitz & Stegun 1964, 26.7.10).
 */
export function tTestPower({ noncentrality, df, alpha }: PowerInput): number {
  const t = tUpperQuantile(alpha, df)
  return normalUpperTail((t * (1 - 1 / (4 * df)) - noncentrality) / Math.sqrt(1 + (t * t) / (2 * df)))
}
