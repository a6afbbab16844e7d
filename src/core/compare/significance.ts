import type { PairedMaps } from './difference.ts'

/** What a voxel is under one rule for both maps: beyond the threshold in neither, in A, in B, in both, or in both with opposite signs. */
export const significanceClasses = ['neither', 'onlyA', 'onlyB', 'both', 'opposite'] as const
export type SignificanceClass = (typeof significanceClasses)[number]

/** Which voxels of two maps pass |value| > threshold. */
export interface Significance {
  readonly threshold: number
  /** Per paired voxel, the index of its class in `significanceClasses`. */
  readonly classes: Uint8Array
  /** Voxels of each class. */
  readonly counts: Readonly<Record<SignificanceClass, number>>
}

/** Sorts the paired voxels by which of the two maps passes |value| > threshold there. */
export function significance({ a, b }: Pick<PairedMaps, 'a' | 'b'>, threshold: number): Significance {
  const classes = new Uint8Array(a.length)
  const tally = new Int32Array(significanceClasses.length)
  for (let i = 0; i < a.length; i++) {
    classes[i] = classOf(a[i], b[i], threshold)
    tally[classes[i]]++
  }
  const [neither, onlyA, onlyB, both, opposite] = tally
  return { threshold, classes, counts: { neither, onlyA, onlyB, both, opposite } }
}

/** How many values of one map pass |value| > threshold. */
export function passingCount(values: ArrayLike<number>, threshold: number): number {
  let count = 0
  for (let i = 0; i < values.length; i++) if (Math.abs(values[i]) > threshold) count++
  return count
}

function classOf(a: number, b: number, threshold: number): number {
  const [passesA, passesB] = [Math.abs(a) > threshold, Math.abs(b) > threshold]
  if (!passesA) return passesB ? 2 : 0
  if (!passesB) return 1
  return a > 0 === b > 0 ? 3 : 4
}
