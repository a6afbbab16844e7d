import type { Slab } from './slab.ts'

/** Voxels per slab: small enough for the processor's cache, large enough that design-sized work is negligible. */
export const slabVoxels = 1024

/** Collects the volumes of a run, one at a time, into slabs of the chosen voxels. */
export interface SlabBuilder {
  /** Adds scan `t` (0, 1, … in order); `volume` is the whole grid in file order. NaN and infinities count as 0. */
  addVolume(t: number, volume: Float64Array): void
  /** The finished slabs, their voxels in the order given; the builder must not be used afterwards. */
  finish(): Slab[]
}

interface GrowingSlab {
  readonly start: number
  readonly voxelCount: number
  readonly centred: Float32Array<ArrayBuffer>
}

/**
 * A builder for `voxels` (file-order indices) over `scanCount` scans.
 * Each value is kept as its float32 distance from the voxel's first scan and re-centred at the end, so that rounding is
 * relative to how much a voxel varies, not to how bright it is, and one pass over the volumes is enough.
 */
export function createSlabBuilder(voxels: Int32Array, scanCount: number): SlabBuilder {
  const reference = new Float64Array(voxels.length)
  const slabs: GrowingSlab[] = []
  for (let start = 0; start < voxels.length; start += slabVoxels) {
    const voxelCount = Math.min(slabVoxels, voxels.length - start)
    slabs.push({ start, voxelCount, centred: new Float32Array(voxelCount * scanCount) })
  }

  function addVolume(t: number, volume: Float64Array): void {
    if (t === 0) voxels.forEach((voxel, i) => (reference[i] = finite(volume[voxel])))
    for (const { start, voxelCount, centred } of slabs) {
      const row = t * voxelCount
      for (let v = 0; v < voxelCount; v++) {
        centred[row + v] = finite(volume[voxels[start + v]]) - reference[start + v]
      }
    }
  }

  function finish(): Slab[] {
    return slabs.map(({ start, voxelCount, centred }) => {
      const means = removeMeans(centred, voxelCount, scanCount)
      for (let v = 0; v < voxelCount; v++) means[v] += reference[start + v]
      return { scanCount, voxelCount, centred, means }
    })
  }

  return { addVolume, finish }
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : 0
}

function removeMeans(centred: Float32Array, voxelCount: number, scanCount: number): Float64Array {
  const means = new Float64Array(voxelCount)
  for (let t = 0; t < scanCount; t++) {
    for (let v = 0; v < voxelCount; v++) means[v] += centred[t * voxelCount + v]
  }
  for (let v = 0; v < voxelCount; v++) means[v] /= scanCount
  for (let t = 0; t < scanCount; t++) {
    for (let v = 0; v < voxelCount; v++) centred[t * voxelCount + v] -= means[v]
  }
  return means
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
