import { firstFree, reserve } from './memory.ts'
import type { CompiledVolumeKernels } from './volumeModule.ts'

/** What is asked of core's `RunMoments`. */
export interface MaskedMoments {
  readonly mean: Float64Array
  readonly varies: Uint8Array
}

/** Core's `FittableVoxels`. */
export interface FittableVoxels {
  readonly voxels: Int32Array
  readonly insideCount: number
  readonly meanSum: number
}

/** The voxels of a mask that can be fitted; the module's memory is taken for it. */
export function fittableVoxels(
  { memory, fittableVoxels: find }: CompiledVolumeKernels,
  mask: Uint8Array,
  { mean, varies }: MaskedMoments,
): FittableVoxels {
  const size = mask.length
  const result = firstFree
  const meanAt = result + 16
  const voxelsAt = meanAt + 8 * size
  const maskAt = voxelsAt + 4 * size
  const variesAt = maskAt + size
  reserve(memory, variesAt + size)
  new Float64Array(memory.buffer, meanAt, size).set(mean)
  new Uint8Array(memory.buffer, maskAt, size).set(mask)
  new Uint8Array(memory.buffer, variesAt, size).set(varies)
  const count = find(maskAt, variesAt, meanAt, size, voxelsAt, result)
  const voxels = new Int32Array(memory.buffer, voxelsAt, count).slice()
  const [insideCount = NaN, meanSum = NaN] = new Float64Array(memory.buffer, result, 2)
  return { voxels, insideCount, meanSum }
}
