import type { PairedMaps } from './difference.ts'
import { quantileOfSorted } from './moments.ts'

/** Which values pass a threshold: those above it, or also those below its negative. */
export type Sides = 'positive' | 'both'

/** How the parts of two maps beyond a threshold overlap. */
export interface Overlap {
  readonly threshold: number
  readonly onlyA: number
  readonly onlyB: number
  readonly both: number
  /** 2 |A and B| / (|A| + |B|); NaN where neither map passes anywhere. */
  readonly dice: number
  /** |A and B| / |A or B|; NaN likewise. */
  readonly jaccard: number
}

/**
 * Overlap of the voxels beyond `threshold` (0 or more). A voxel far above it in one map and far below its negative in the other is
 * not overlap: it counts once as A's only and once as B's only.
 */
export function overlapAt(pairs: Pick<PairedMaps, 'a' | 'b'>, threshold: number, sides: Sides): Overlap {
  const { a, b } = pairs
  let countA = 0
  let countB = 0
  let both = 0
  for (let i = 0; i < a.length; i++) {
    const signA = passes(a[i], threshold, sides)
    const signB = passes(b[i], threshold, sides)
    if (signA !== 0) countA++
    if (signB !== 0) countB++
    if (signA !== 0 && signA === signB) both++
  }
  const either = countA + countB - both
  return {
    threshold,
    onlyA: countA - both,
    onlyB: countB - both,
    both,
    dice: either === 0 ? NaN : (2 * both) / (countA + countB),
    jaccard: either === 0 ? NaN : both / either,
  }
}

/** Overlap at each of the thresholds. */
export function overlapCurve(
  pairs: Pick<PairedMaps, 'a' | 'b'>,
  thresholds: readonly number[],
  sides: Sides,
): Overlap[] {
  return thresholds.map((threshold) => overlapAt(pairs, threshold, sides))
}

/** `count` thresholds from 0 in equal steps to the value that one voxel in two hundred of either map exceeds in size. */
export function thresholdSteps(pairs: Pick<PairedMaps, 'a' | 'b'>, count = 60): number[] {
  const top = Math.max(
    ...[pairs.a, pairs.b].map((values) => quantileOfSorted(values.map(Math.abs).sort(), 0.995)),
  )
  if (!(top > 0)) return [0]
  return Array.from({ length: count }, (_, i) => (top * i) / (count - 1))
}

function passes(value: number, threshold: number, sides: Sides): -1 | 0 | 1 {
  if (value > threshold) return 1
  return sides === 'both' && value < -threshold ? -1 : 0
}
