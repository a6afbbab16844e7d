import type { Parts } from '../math/parts.ts'
import { epiMaskInParts, type MeanVolume } from './epiMask.ts'
import { spmGlobal } from './spmGlobal.ts'
import { plainVolumeKernels, type VolumeKernels } from './volumeKernels.ts'

/** nilearn's usual brain mask. */
export const usualEpiMask = { lowerCutoff: 0.2, upperCutoff: 0.85, opening: 2 }
/** Below SPM12's usual 0.8 of the global by what a few scans cannot tell. */
const fractionOfGlobal = 0.75
/** By how far the mask of all scans may go beyond that of a few. */
const margin = 1

/**
 * The voxels (file order, ascending) that nilearn's or SPM12's usual masks of a run may contain, guessed from the mean of its
 * first scans: so that their time series can be kept while the run is read. What is not guessed has to be read again.
 */
export function* likelyVoxels(
  few: MeanVolume,
  kernels: VolumeKernels = plainVolumeKernels,
): Parts<Int32Array> {
  const bright = kernels.dilate(yield* epiMaskInParts(few, usualEpiMask, kernels), few.dims, margin)
  const threshold = fractionOfGlobal * spmGlobal(few.mean)
  const result = new Int32Array(bright.length)
  let count = 0
  for (let i = 0; i < bright.length; i++) {
    if (bright[i] === 1 || few.mean[i] > threshold) result[count++] = i
  }
  return result.slice(0, count)
}
