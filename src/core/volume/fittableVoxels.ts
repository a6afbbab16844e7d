import type { RunMoments } from './runMoments.ts'

/** What a mask holds of a run. */
export interface FittableVoxels {
  /** Those that vary in time: file order, ascending. */
  readonly voxels: Int32Array
  /** How many are inside, whether or not they vary. */
  readonly insideCount: number
  /** Sum of the means of those inside, added in file order. */
  readonly meanSum: number
}

/** The voxels of a mask (1 inside) that can be fitted. A compiled one may take its place and gives the same bits. */
export type FindFittable = (mask: Uint8Array, moments: Pick<RunMoments, 'mean' | 'varies'>) => FittableVoxels

/** The same in plain TypeScript. */
export const fittableVoxels: FindFittable = (mask, { mean, varies }) => {
  const voxels = new Int32Array(mask.length)
  let count = 0
  let insideCount = 0
  let meanSum = 0
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue
    insideCount++
    meanSum += mean[i]
    if (varies[i] === 1) voxels[count++] = i
  }
  return { voxels: voxels.slice(0, count), insideCount, meanSum }
}
