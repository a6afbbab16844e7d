import { fittableVoxels, type FittableVoxels, type MaskedMoments } from './fittableVoxels.ts'
import { maskWork, type MaskWork } from './maskWork.ts'
import { firstFree } from './memory.ts'
import { createPaddedMask } from './paddedMask.ts'
import { smoothBetween, type Axis } from './smoothBetween.ts'
import type { CompiledVolumeKernels } from './volumeModule.ts'

type Dims = readonly [number, number, number]

/** The compiled functions in the shape of core's `VolumeKernels`. */
export interface WrappedVolumeKernels {
  readonly smoothAlong: (volume: Float64Array, axis: Axis, out: Float64Array) => void
  readonly dilate: (mask: Uint8Array, dims: Dims, times: number) => Uint8Array
  readonly maskWork: (values: Float64Array, dims: Dims) => MaskWork
  readonly fittableVoxels: (mask: Uint8Array, moments: MaskedMoments) => FittableVoxels
}

/**
 * Wraps a compiled module. Scan after scan is smoothed in one instance; what is asked for once a run gets one of its own, whose
 * memory is freed with it.
 */
export function wrapVolumeKernels(instantiate: () => CompiledVolumeKernels): WrappedVolumeKernels {
  const lasting = instantiate()
  return {
    smoothAlong(volume, axis, out) {
      const places = { from: firstFree, size: volume.length, put: volume }
      out.set(smoothBetween(lasting, axis, places))
    },
    dilate(mask, dims, times) {
      if (times === 0) return mask
      const padded = createPaddedMask(instantiate(), firstFree, dims)
      padded.put(mask)
      padded.join(times, 'dilation')
      return padded.taken()
    },
    maskWork: (values, dims) => maskWork(instantiate(), values, dims),
    fittableVoxels: (mask, moments) => fittableVoxels(instantiate(), mask, moments),
  }
}
