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
  /** The finished slabs, their voxels in the order given; the builder must not be used afterwards. */
  finish(): Slab[]
}

interface GrowingSlab {
  readonly voxelCount: number
  readonly centred: Float32Array<ArrayBuffer>
  /** File-order indices, and per voxel the value of the first scan and the sum of what the others add to it. */
  readonly voxels: Int32Array
  readonly reference: Float64Array
  readonly sums: Float64Array
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
    if (t === 0) addScan(slab, 0, stored, slab.reference)
    addScan(slab, t, stored, null)
  }
  return {
    addVolume(t, volume) {
      for (const slab of slabs) add(slab, t, { values: volume, start: 0, slope: 1, intercept: 0 })
    },
    addBlock(first, block) {
      const scans = Array.from({ length: block.scanCount }, (_, i) => storedScan(block, i))
      for (const slab of slabs) scans.forEach((scan, i) => add(slab, first + i, scan))
    },
    finish: () => slabs.map((slab) => centredSlab(slab, scanCount)),
  }
}

function growingSlab(voxels: Int32Array, scanCount: number): GrowingSlab {
  const voxelCount = voxels.length
  return {
    voxelCount,
    centred: new Float32Array(voxelCount * scanCount),
    voxels,
    reference: new Float64Array(voxelCount),
    sums: new Float64Array(voxelCount),
  }
}

/** Writes a scan's distances from the reference into the slab, or the scan itself into `reference` where that is given. */
function addScan(slab: GrowingSlab, t: number, stored: StoredScan, reference: Float64Array | null): void {
  const { voxelCount, centred, voxels, sums } = slab
  const { values, start, slope, intercept } = stored
  const row = t * voxelCount
  for (let v = 0; v < voxelCount; v++) {
    const plain = slope * values[start + voxels[v]] + intercept
    // Only of a finite number is the difference to itself 0.
    const value = plain - plain === 0 ? plain : 0
    if (reference !== null) {
      reference[v] = value
      continue
    }
    const distance = Math.fround(value - slab.reference[v])
    centred[row + v] = distance
    sums[v] += distance
  }
}

function centredSlab({ centred, voxelCount, sums, reference }: GrowingSlab, scanCount: number): Slab {
  const shift = sums.map((sum) => sum / scanCount)
  for (let t = 0; t < scanCount; t++) {
    const row = t * voxelCount
    for (let v = 0; v < voxelCount; v++) centred[row + v] -= shift[v]
  }
  return { scanCount, voxelCount, centred, means: shift.map((value, v) => value + reference[v]) }
}

/** The slab of some of a slab's voxels, named by their positions in it; shares nothing with the original. */
export function selectVoxels(slab: Slab, positions: Int32Array): Slab {
  const voxelCount = positions.length
  const centred = new Float32Array(voxelCount * slab.scanCount)
  const means = new Float64Array(voxelCount)
  for (let v = 0; v < voxelCount; v++) means[v] = slab.means[positions[v]]
  for (let t = 0; t < slab.scanCount; t++) {
    for (let v = 0; v < voxelCount; v++) {
      centred[t * voxelCount + v] = slab.centred[t * slab.voxelCount + positions[v]]
    }
  }
  return { scanCount: slab.scanCount, voxelCount, centred, means }
}
