import { fittableVoxels, type FindFittable } from './fittableVoxels.ts'
import { plainMaskWork, type MaskWork } from './maskWork.ts'
import { dilate } from './morphology.ts'
import { smoothAlong, type SmoothAlong } from './smoothing.ts'

/** The loops over whole volumes. Compiled ones may take the place of the plain ones; both give the same bits. */
export interface VolumeKernels {
  readonly smoothAlong: SmoothAlong
  readonly dilate: typeof dilate
  /** Begins to make a mask of a volume (file order). */
  readonly maskWork: (values: Float64Array, dims: readonly [number, number, number]) => MaskWork
  readonly fittableVoxels: FindFittable
}

/** The kernels in plain TypeScript. */
export const plainVolumeKernels: VolumeKernels = {
  smoothAlong,
  dilate,
  maskWork: plainMaskWork,
  fittableVoxels,
}
