import type { PairedMaps } from './difference.ts'
import { quantileInPlace } from '../math/selectValue.ts'

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
  return overlapOf(threshold, countA, countB, both)
}

function overlapOf(threshold: number, countA: number, countB: number, both: number): Overlap {
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

/** Overlap at each of some ascending thresholds, in one pass over the voxels. */
export function overlapCurve(
  { a, b }: Pick<PairedMaps, 'a' | 'b'>,
  thresholds: readonly number[],
  sides: Sides,
): Overlap[] {
  // Entry n counts the voxels that pass exactly the first n thresholds.
  const [inA, inB, inBoth] = [0, 1, 2].map(() => new Int32Array(thresholds.length + 1))
  for (let i = 0; i < a.length; i++) {
    const ofA = passedCount(a[i], thresholds, sides)
    const ofB = passedCount(b[i], thresholds, sides)
    inA[ofA]++
    inB[ofB]++
    if (a[i] > 0 === b[i] > 0) inBoth[Math.min(ofA, ofB)]++
  }
  let [countA, countB, both] = [0, 0, 0]
  const curve: Overlap[] = []
  for (let n = thresholds.length; n > 0; n--) {
    countA += inA[n]
    countB += inB[n]
    both += inBoth[n]
    curve.push(overlapOf(thresholds[n - 1], countA, countB, both))
  }
  return curve.reverse()
}

/** How many of the ascending thresholds a value passes. */
function passedCount(value: number, thresholds: readonly number[], sides: Sides): number {
  const size = sides === 'both' ? Math.abs(value) : value
  let low = 0
  let high = thresholds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (size > thresholds[middle]) low = middle + 1
    else high = middle
  }
  return low
}

/** `count` thresholds from 0 in equal steps to the value that one voxel in two hundred of either map exceeds in size. */
export function thresholdSteps(pairs: Pick<PairedMaps, 'a' | 'b'>, count = 60): number[] {
  const top = Math.max(...[pairs.a, pairs.b].map((values) => quantileInPlace(values.map(Math.abs), 0.995)))
  if (!(top > 0)) return [0]
  return Array.from({ length: count }, (_, i) => (top * i) / (count - 1))
}

function passes(value: number, threshold: number, sides: Sides): -1 | 0 | 1 {
  if (value > threshold) return 1
  return sides === 'both' && value < -threshold ? -1 : 0
}
