import type { Parts } from '../math/parts.ts'
import { addScan, centredSlab, growingSlab, joinedSlab, setReference } from './growingSlab.ts'
import type { GrowingSlab, Part } from './growingSlab.ts'
import { storedScan, type RawVolumes, type StoredScan } from './rawVolumes.ts'
import type { Slab } from './slab.ts'

/** Voxels per slab: small enough for the processor's cache, large enough that design-sized work is negligible. */
export const slabVoxels = 1008

/** Collects the volumes of a run, one at a time, into slabs of the chosen voxels. */
export interface SlabBuilder {
  /** Adds scan `t` (0, 1, … in order); `volume` is the whole grid in file order. NaN and infinities count as 0. */
  addVolume(t: number, volume: Float64Array): void
  /** The same for some consecutive scans as they are stored, `first` being the number of the first. */
  addBlock(first: number, block: RawVolumes): void
  /** The finished slabs, their voxels in the order given, in parts; the builder is empty afterwards. */
  finish(): Parts<Slab[]>
  /**
   * The slabs of some of the voxels (both ascending), exactly as if they alone had been cut; null where some are not among
   * them or the builder has been finished. It is empty afterwards, whatever comes of it. In parts.
   */
  finishSome(chosen: Int32Array): Parts<Slab[]> | null
}

/**
 * A builder for `voxels` (file-order indices) over `scanCount` scans.
 * Each value is kept as its float32 distance from the voxel's first scan and re-centred at the end, so that rounding is
 * relative to how much a voxel varies, not to how bright it is, and one pass over the volumes is enough.
 */
export function createSlabBuilder(voxels: Int32Array, scanCount: number): SlabBuilder {
  const slabs: GrowingSlab[] = []
  for (let start = 0; start < voxels.length; start += slabVoxels) {
    slabs.push(growingSlab(voxels.subarray(start, start + slabVoxels), scanCount))
  }
  const add = (slab: GrowingSlab, t: number, stored: StoredScan): void => {
    if (t === 0) setReference(slab, stored)
    addScan(slab, t, stored)
  }
  return {
    addVolume(t, volume) {
      for (const slab of slabs) add(slab, t, { values: volume, start: 0, slope: 1, intercept: 0 })
    },
    addBlock(first, block) {
      const scans = Array.from({ length: block.scanCount }, (_, i) => storedScan(block, i))
      for (const slab of slabs) scans.forEach((scan, i) => add(slab, first + i, scan))
    },
    finish: () => finished(slabs.splice(0), scanCount),
    finishSome(chosen) {
      const left: (GrowingSlab | null)[] = slabs.splice(0)
      const positions = positionsIn(voxels, chosen)
      if (positions === null || left.length === 0) return null
      return regrouped(left, positions, scanCount)
    },
  }
}

function* finished(slabs: readonly GrowingSlab[], scanCount: number): Parts<Slab[]> {
  const result: Slab[] = []
  for (const slab of slabs) {
    result.push(centredSlab(slab, scanCount))
    yield
  }
  return result
}

/** Where `wanted` lie in `known`, both ascending; null where one is missing. */
function positionsIn(known: Int32Array, wanted: Int32Array): Int32Array | null {
  const result = new Int32Array(wanted.length)
  let at = 0
  for (let v = 0; v < wanted.length; v++) {
    while (at < known.length && known[at] < wanted[v]) at++
    if (known[at] !== wanted[v]) return null
    result[v] = at
  }
  return result
}

/** Slabs of the voxels at some positions; growing slabs are let go of as soon as they are done with. */
function* regrouped(slabs: (GrowingSlab | null)[], positions: Int32Array, scanCount: number): Parts<Slab[]> {
  const result: Slab[] = []
  for (let start = 0; start < positions.length; start += slabVoxels) {
    const some = positions.subarray(start, start + slabVoxels)
    result.push(joinedSlab(partsOf(slabs, some), scanCount))
    slabs.fill(null, 0, Math.floor(some[some.length - 1] / slabVoxels))
    yield
  }
  return result
}

function partsOf(slabs: readonly (GrowingSlab | null)[], positions: Int32Array): Part[] {
  const parts: Part[] = []
  for (let start = 0, end = 0; start < positions.length; start = end) {
    const slab = Math.floor(positions[start] / slabVoxels)
    while (end < positions.length && positions[end] < (slab + 1) * slabVoxels) end++
    const from = slabs[slab]
    if (from === null) throw new Error('voxels out of order')
    parts.push({ from, positions: positions.subarray(start, end).map((p) => p - slab * slabVoxels) })
  }
  return parts
}

/**
 * The slab of some of a slab's voxels, named by their positions in it; shares nothing with the original. Its series lie in `centred`, as
 * many values as they are, or in an array of their own.
 */
export function selectVoxels(
  slab: Slab,
  positions: Int32Array,
  centred = new Float32Array(positions.length * slab.scanCount),
): Slab {
  const voxelCount = positions.length
  const means = new Float64Array(voxelCount)
  for (let v = 0; v < voxelCount; v++) means[v] = slab.means[positions[v]]
  for (let t = 0; t < slab.scanCount; t++) {
    for (let v = 0; v < voxelCount; v++) {
      centred[t * voxelCount + v] = slab.centred[t * slab.voxelCount + positions[v]]
    }
  }
  return { scanCount: slab.scanCount, voxelCount, centred, means }
}
