import { normalUpperQuantile } from '../math/distributions.ts'

/** nilearn clips both tails to this before it turns them into z (0.12.1, `glm/_utils.z_score`): |z| stays below 37.05. */
const smallestTail = 1e-300
const largestTail = 1 - 1e-16

function clipped(p: number): number {
  return Math.min(Math.max(p, smallestTail), largestTail)
}

/**
 * The standard normal score with the same one-sided p. Where it is negative it is read off the lower tail, if that is given,
 * because 1 - p has lost its digits there (nilearn 0.12.1, `glm/_utils.z_score`).
 */
export function zScore(upper: number, lower?: number): number {
  const z = normalUpperQuantile(clipped(upper))
  return z < 0 && lower !== undefined ? -normalUpperQuantile(clipped(lower)) : z
}
