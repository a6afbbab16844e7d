import { firstFree, reserve } from './memory.ts'
import { createPaddedMask, type PaddedMask } from './paddedMask.ts'
import { smoothBetween, volumeBytes, type Axis } from './smoothBetween.ts'
import type { CompiledVolumeKernels } from './volumeModule.ts'

/** Core's `GapRange`. */
interface GapRange {
  readonly low: number
  readonly high: number
  readonly count: number
}

/** Core's `MaskWork`. */
export interface MaskWork {
  readonly dropNonFinite: () => void
  readonly dropUnknown: () => void
  readonly roundToFloat32: () => void
  readonly smoothAlong: (axis: Axis) => void
  readonly valuesAtRanks: (from: number, to: number) => { readonly low: number; readonly high: number }
  readonly widestGap: (range: GapRange) => { readonly below: number; readonly above: number }
  readonly keepFrom: (threshold: number) => void
  readonly erode: (times: number) => void
  readonly dilate: (times: number) => void
  readonly keepLargest: () => void
  readonly mask: () => Uint8Array
}

/** Two doubles, and then the volume; behind it lies what a step needs, until the mask takes its place. */
const result = firstFree
const volume = result + 16

/** Makes a mask of a volume in the memory of an instance that does nothing else meanwhile. */
export function maskWork(
  compiled: CompiledVolumeKernels,
  values: Float64Array,
  dims: readonly [number, number, number],
): MaskWork {
  const { memory } = compiled
  const size = values.length
  const behind = Math.ceil((volume + volumeBytes(size)) / 16) * 16
  const doublesAt = (at: number): Float64Array => new Float64Array(memory.buffer, at, size)
  reserve(memory, behind + volumeBytes(size))
  doublesAt(volume).set(values)
  let made: PaddedMask | null = null
  const mask = (): PaddedMask => (made ??= createPaddedMask(compiled, behind, dims))

  return {
    dropNonFinite: () => compiled.dropNonFinite(volume, volume, size),
    dropUnknown() {
      doublesAt(behind).set(values)
      compiled.dropNonFinite(volume, behind, size)
    },
    roundToFloat32: () => compiled.roundToFloat32(volume, size),
    smoothAlong(axis) {
      const smoothed = smoothBetween(compiled, axis, { from: volume, size })
      doublesAt(volume).set(smoothed)
    },
    valuesAtRanks(from, to) {
      doublesAt(behind).set(doublesAt(volume))
      const low = compiled.valueAtRank(behind, size, from, 0)
      return { low, high: compiled.valueAtRank(behind, size, to, from) }
    },
    widestGap({ low, high, count }) {
      if (!(high > low)) return { below: low, above: low }
      reserve(memory, behind + 16 * count)
      compiled.widestGap(volume, size, low, high, count, behind, result)
      const [below = NaN, above = NaN] = new Float64Array(memory.buffer, result, 2)
      return { below, above }
    },
    keepFrom: (threshold) => mask().keepFrom(volume, threshold),
    erode: (times) => mask().join(times, 'erosion'),
    dilate: (times) => mask().join(times, 'dilation'),
    keepLargest: () => mask().keepLargest(),
    mask: () => mask().taken(),
  }
}
