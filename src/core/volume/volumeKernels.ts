import { dilate, erode } from './morphology.ts'
import { smoothAlong, type SmoothAlong } from './smoothing.ts'

/** The loops over whole volumes. Compiled ones may take the place of the plain ones; both give the same bits. */
export interface VolumeKernels {
  readonly smoothAlong: SmoothAlong
  readonly erode: typeof erode
  readonly dilate: typeof dilate
}

/** The kernels in plain TypeScript. */
export const plainVolumeKernels: VolumeKernels = { smoothAlong, erode, dilate }
