import { isFloat, type StoredScan } from './rawVolumes.ts'
import type { Slab } from './slab.ts'

/** A slab to which scans are still added; [scan][voxel]. */
export interface GrowingSlab {
  /** Each value's distance from the voxel's first scan. */
  readonly centred: Float32Array<ArrayBuffer>
  /** File-order indices, and per voxel the value of the first scan and the sum of what the others add to it. */
  readonly voxels: Int32Array
  readonly reference: Float64Array
  readonly sums: Float64Array
}

/** An empty slab of `voxels` (file-order indices). */
export function growingSlab(voxels: Int32Array, scanCount: number): GrowingSlab {
  const voxelCount = voxels.length
  return {
    centred: new Float32Array(voxelCount * scanCount),
    voxels,
    reference: new Float64Array(voxelCount),
    sums: new Float64Array(voxelCount),
  }
}

/** Makes a scan the reference of a slab's voxels. */
export function setReference({ voxels, reference }: GrowingSlab, stored: StoredScan): void {
  const { values, start, slope, intercept } = stored
  for (let v = 0; v < voxels.length; v++) {
    const plain = slope * values[start + voxels[v]] + intercept
    reference[v] = Number.isFinite(plain) ? plain : 0
  }
}

/** Writes a scan's distances from the reference into the slab. */
export function addScan(slab: GrowingSlab, t: number, stored: StoredScan): void {
  if (isFloat(stored.values)) addFloats(slab, t, stored)
  else addIntegers(slab, t, stored)
}

function addIntegers({ centred, voxels, sums, reference }: GrowingSlab, t: number, stored: StoredScan): void {
  const { values, start, slope, intercept } = stored
  const voxelCount = voxels.length
  const row = t * voxelCount
  for (let v = 0; v < voxelCount; v++) {
    const distance = Math.fround(slope * values[start + voxels[v]] + intercept - reference[v])
    centred[row + v] = distance
    sums[v] += distance
  }
}

function addFloats({ centred, voxels, sums, reference }: GrowingSlab, t: number, stored: StoredScan): void {
  const { values, start, slope, intercept } = stored
  const voxelCount = voxels.length
  const row = t * voxelCount
  for (let v = 0; v < voxelCount; v++) {
    const plain = slope * values[start + voxels[v]] + intercept
    // Only of a finite number is the difference to itself 0.
    const distance = Math.fround((plain - plain === 0 ? plain : 0) - reference[v])
    centred[row + v] = distance
    sums[v] += distance
  }
}

/** The finished slab; the growing one must not be used afterwards. */
export function centredSlab({ centred, voxels, sums, reference }: GrowingSlab, scanCount: number): Slab {
  const voxelCount = voxels.length
  const shift = sums.map((sum) => sum / scanCount)
  for (let t = 0; t < scanCount; t++) {
    const row = t * voxelCount
    for (let v = 0; v < voxelCount; v++) centred[row + v] -= shift[v]
  }
  return { scanCount, voxelCount, centred, means: shift.map((value, v) => value + reference[v]) }
}

/** Some voxels of one growing slab, by their positions in it. */
export interface Part {
  readonly from: GrowingSlab
  readonly positions: Int32Array
}

/** The slab of some voxels of growing slabs. */
export function joinedSlab(parts: readonly Part[], scanCount: number): Slab {
  const voxelCount = parts.reduce((sum, { positions }) => sum + positions.length, 0)
  const centred = new Float32Array(voxelCount * scanCount)
  const means = new Float64Array(voxelCount)
  let start = 0
  for (const part of parts) {
    const { sums, reference } = part.from
    const shift = Float64Array.from(part.positions, (position) => sums[position] / scanCount)
    part.positions.forEach((position, v) => (means[start + v] = shift[v] + reference[position]))
    copyCentred(part, shift, { centred, voxelCount, start })
    start += part.positions.length
  }
  return { scanCount, voxelCount, centred, means }
}

interface Target {
  readonly centred: Float32Array
  readonly voxelCount: number
  /** Position of the part's first voxel. */
  readonly start: number
}

function copyCentred({ from, positions }: Part, shift: Float64Array, target: Target): void {
  const { centred, voxelCount, start } = target
  const distances = from.centred
  const width = from.voxels.length
  const count = positions.length
  const scanCount = centred.length / voxelCount
  for (let t = 0; t < scanCount; t++) {
    const row = t * width
    const to = t * voxelCount + start
    for (let v = 0; v < count; v++) centred[to + v] = distances[row + positions[v]] - shift[v]
  }
}
