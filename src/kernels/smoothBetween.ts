import { reserve } from './memory.ts'
import type { CompiledVolumeKernels } from './volumeModule.ts'

/** Core's `SmoothedAxis`. */
export interface Axis {
  readonly length: number
  readonly stride: number
  readonly weights: Float64Array
  readonly sources: Int32Array
}

/** Bytes of a volume of doubles, with what vectors reach beyond it. */
export function volumeBytes(size: number): number {
  return 8 * (size + 2)
}

interface Places {
  /** Where the volume lies; behind it there is room for the result and for what the smoothing needs. */
  readonly from: number
  readonly size: number
  /** What is to be put there before. */
  readonly put?: Float64Array
}

/** Smooths a volume along an axis and gives the result where it lies, behind the volume. */
export function smoothBetween(
  { memory, smoothAxis, smoothLines }: CompiledVolumeKernels,
  { length, stride, weights, sources }: Axis,
  { from, size, put }: Places,
): Float64Array {
  const to = from + volumeBytes(size)
  const line = to + volumeBytes(size)
  const sourcesAt = line + 8 * (sources.length + 2)
  const weightsAt = sourcesAt + 8 * Math.ceil(sources.length / 2)
  reserve(memory, weightsAt + 8 * weights.length)
  if (put !== undefined) new Float64Array(memory.buffer, from, size).set(put)
  new Int32Array(memory.buffer, sourcesAt, sources.length).set(sources)
  new Float64Array(memory.buffer, weightsAt, weights.length).set(weights)
  if (stride === 1) smoothLines(...[from, size, length, sourcesAt, weightsAt, weights.length, line, to])
  else smoothAxis(...[from, size, length, stride, sourcesAt, weightsAt, weights.length, to])
  return new Float64Array(memory.buffer, to, size)
}
