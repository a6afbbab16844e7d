import { valueAtRank } from '../math/selectValue.ts'
import { largestComponent } from './components.ts'
import { dilate, erode } from './morphology.ts'
import { dropNonFinite, roundToFloat32, smoothAlong, type SmoothedAxis } from './smoothing.ts'
import { widestGap, type Gap, type GapRange } from './widestGap.ts'

type Dims = readonly [number, number, number]

/**
 * One volume that becomes a mask, step by step: it stays where the steps work on it, so that compiled ones copy it only once. The
 * steps up to `keepFrom` change the volume, those after it the mask.
 */
export interface MaskWork {
  /** What is not finite becomes 0. */
  readonly dropNonFinite: () => void
  /** The same where the values that the work began with were not finite. */
  readonly dropUnknown: () => void
  readonly roundToFloat32: () => void
  readonly smoothAlong: (axis: SmoothedAxis) => void
  /** The values at two ranks (from 0) in ascending order, the lower rank first. */
  readonly valuesAtRanks: (from: number, to: number) => Pick<GapRange, 'low' | 'high'>
  readonly widestGap: (range: GapRange) => Gap
  /** The mask: 1 where the volume has at least this value. */
  readonly keepFrom: (threshold: number) => void
  readonly erode: (times: number) => void
  readonly dilate: (times: number) => void
  /** See `largestComponent`. */
  readonly keepLargest: () => void
  /** 1 inside; file order. */
  readonly mask: () => Uint8Array
}

/** The steps in plain TypeScript, on a copy of `values` (file order). */
export function plainMaskWork(values: Float64Array, dims: Dims): MaskWork {
  let volume = values.slice()
  let scratch = new Float64Array(values.length)
  let mask: Uint8Array = new Uint8Array(values.length)
  return {
    dropNonFinite: () => dropNonFinite(volume),
    dropUnknown() {
      for (let i = 0; i < volume.length; i++) if (!Number.isFinite(values[i])) volume[i] = 0
    },
    roundToFloat32: () => roundToFloat32(volume),
    smoothAlong(axis) {
      smoothAlong(volume, axis, scratch)
      ;[volume, scratch] = [scratch, volume]
    },
    valuesAtRanks(from, to) {
      scratch.set(volume)
      // Once the lower rank is in its place, the higher one is to be found behind it.
      return { low: valueAtRank(scratch, from), high: valueAtRank(scratch, to, from) }
    },
    widestGap: (range) => widestGap(volume, range),
    keepFrom(threshold) {
      for (let i = 0; i < mask.length; i++) mask[i] = volume[i] >= threshold ? 1 : 0
    },
    erode: (times) => void (mask = erode(mask, dims, times)),
    dilate: (times) => void (mask = dilate(mask, dims, times)),
    keepLargest: () => void (mask = largestComponent(mask, dims)),
    mask: () => mask,
  }
}
