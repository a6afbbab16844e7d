import type { Slab } from './slab.ts'
import { slabVoxels } from './slabBuilder.ts'

/** Slabs with the file-order indices of their voxels, ascending, slab after slab. */
export interface VoxelSlabs {
  readonly voxels: Int32Array
  /** Emptied by whoever takes them. */
  readonly slabs: Slab[]
}

/** Some voxels of one slab, by their positions in it. */
interface Part {
  readonly slab: number
  readonly positions: number[]
}

/**
 * The slabs of some (`voxels`, ascending) of the voxels of larger slabs, exactly as if they had been cut of the run itself;
 * null where some are not among them or they have been taken. They are taken here: `of.slabs` is empty afterwards, so that
 * memory is free again as soon as it is done with.
 */
export function regroupSlabs(of: VoxelSlabs, voxels: Int32Array): Slab[] | null {
  const left: (Slab | null)[] = of.slabs.splice(0)
  const found = positionsIn(of.voxels, voxels)
  if (found === null || left.length === 0) return null
  if (voxels.length === of.voxels.length) return left.flatMap((slab) => slab ?? [])
  const result: Slab[] = []
  for (let start = 0; start < found.length; start += slabVoxels) {
    const parts = partsOf(found.subarray(start, start + slabVoxels))
    result.push(joinedParts(left, parts))
    left.fill(null, 0, parts[0]?.slab ?? 0)
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

function partsOf(positions: Int32Array): Part[] {
  const parts: Part[] = []
  for (const position of positions) {
    const slab = Math.floor(position / slabVoxels)
    if (parts.at(-1)?.slab !== slab) parts.push({ slab, positions: [] })
    parts[parts.length - 1].positions.push(position - slab * slabVoxels)
  }
  return parts
}

function joinedParts(slabs: readonly (Slab | null)[], parts: readonly Part[]): Slab {
  const voxelCount = parts.reduce((sum, { positions }) => sum + positions.length, 0)
  const sources = parts.map(({ slab, positions }) => ({ source: slabs[slab], positions }))
  const scanCount = sources[0].source?.scanCount ?? 0
  const centred = new Float32Array(voxelCount * scanCount)
  const means = new Float64Array(voxelCount)
  let start = 0
  for (const { source, positions } of sources) {
    if (source === null) throw new Error('voxels out of order')
    positions.forEach((position, v) => (means[start + v] = source.means[position]))
    copyRows(source, positions, { centred, voxelCount, start })
    start += positions.length
  }
  return { scanCount, voxelCount, centred, means }
}

interface Target {
  readonly centred: Float32Array
  readonly voxelCount: number
  /** Position of the first voxel. */
  readonly start: number
}

function copyRows(source: Slab, chosen: readonly number[], { centred, voxelCount, start }: Target): void {
  const positions = Int32Array.from(chosen)
  for (let t = 0; t < source.scanCount; t++) {
    const from = t * source.voxelCount
    const to = t * voxelCount + start
    for (let v = 0; v < positions.length; v++) centred[to + v] = source.centred[from + positions[v]]
  }
}
