import { affineProduct, invertAffine } from './affine.ts'
import type { Grid } from './grid.ts'
import { gridRelation, sourceVoxel, type VoxelOrder } from './gridRelation.ts'

/** A map and where it has values: all in file order of its grid. */
export interface MaskedVolume {
  readonly grid: Grid
  readonly values: ArrayLike<number>
  /** 1 inside. */
  readonly inside: Uint8Array
}

/** A map on the voxels of another grid. */
export interface MapOnGrid {
  /** File order of the target; 0 where the map does not reach. */
  readonly values: Float64Array<ArrayBuffer>
  /** 1 where the target's voxel has a value of the map. */
  readonly covered: Uint8Array<ArrayBuffer>
  readonly coveredCount: number
  /** `same` and `reordered` voxels are copied exactly. */
  readonly method: 'same' | 'reordered' | 'linear' | 'nearest'
}

/** A neighbour nearer than this fraction of a voxel is met exactly: affines stored as float32 are no finer. */
const metExactly = 1e-5

/**
 * A map at the voxel centres of another grid. Voxels that are the same ones are copied, whatever their order. Elsewhere `linear` is the
 * trilinear mean of the neighbours, only where all that count lie inside the map, and `nearest` the value of the nearest voxel.
 */
export function ontoGrid(map: MaskedVolume, target: Grid, between: 'linear' | 'nearest'): MapOnGrid {
  const relation = gridRelation(map.grid, target)
  switch (relation.kind) {
    case 'same':
      return copied(map)
    case 'reordered':
      return reordered(map, target, relation.order)
    case 'other':
      return resampled(map, target, between)
  }
}

function copied({ values, inside }: MaskedVolume): MapOnGrid {
  const result = emptyResult(inside.length)
  for (let at = 0; at < inside.length; at++) if (inside[at] === 1) put(result, at, values[at])
  return { ...result, method: 'same' }
}

function reordered({ grid, values, inside }: MaskedVolume, target: Grid, order: VoxelOrder): MapOnGrid {
  const [sx, sy] = grid.dims
  const result = emptyResult(inside.length)
  forEachVoxel(target, (i, j, k, at) => {
    const [x, y, z] = sourceVoxel(order, grid.dims, [i, j, k])
    const from = x + sx * (y + sy * z)
    if (inside[from] === 1) put(result, at, values[from])
  })
  return { ...result, method: 'reordered' }
}

function resampled(map: MaskedVolume, target: Grid, method: 'linear' | 'nearest'): MapOnGrid {
  const m = affineProduct(invertAffine(map.grid.mmFromVoxel), target.mmFromVoxel)
  const valueAt = method === 'linear' ? linearAt : nearestAt
  const result = emptyResult(target.dims[0] * target.dims[1] * target.dims[2])
  forEachVoxel(target, (i, j, k, at) => {
    const x = m[0] * i + m[1] * j + m[2] * k + m[3]
    const y = m[4] * i + m[5] * j + m[6] * k + m[7]
    const z = m[8] * i + m[9] * j + m[10] * k + m[11]
    const value = valueAt(map, x, y, z)
    if (!Number.isNaN(value)) put(result, at, value)
  })
  return { ...result, method }
}

interface Result {
  readonly values: Float64Array<ArrayBuffer>
  readonly covered: Uint8Array<ArrayBuffer>
  coveredCount: number
}

function emptyResult(count: number): Result {
  return { values: new Float64Array(count), covered: new Uint8Array(count), coveredCount: 0 }
}

function put(result: Result, at: number, value: number): void {
  result.values[at] = value
  result.covered[at] = 1
  result.coveredCount++
}

function forEachVoxel({ dims }: Grid, visit: (i: number, j: number, k: number, at: number) => void): void {
  let at = 0
  for (let k = 0; k < dims[2]; k++) {
    for (let j = 0; j < dims[1]; j++) for (let i = 0; i < dims[0]; i++) visit(i, j, k, at++)
  }
}

/** NaN where a neighbour that counts is not inside. */
function linearAt({ grid, values, inside }: MaskedVolume, x: number, y: number, z: number): number {
  const [nx, ny, nz] = grid.dims
  const [i, j, k] = [cellOf(x), cellOf(y), cellOf(z)]
  let sum = 0
  for (let corner = 0; corner < 8; corner++) {
    const [di, dj, dk] = [corner & 1, (corner >> 1) & 1, corner >> 2]
    const weight = share(x - i, di) * share(y - j, dj) * share(z - k, dk)
    if (weight === 0) continue
    const [u, v, w] = [i + di, j + dj, k + dk]
    if (!(u >= 0 && u < nx && v >= 0 && v < ny && w >= 0 && w < nz)) return NaN
    const from = u + nx * (v + ny * w)
    if (inside[from] !== 1) return NaN
    sum += weight * values[from]
  }
  return sum
}

function nearestAt({ grid, values, inside }: MaskedVolume, x: number, y: number, z: number): number {
  const [nx, ny, nz] = grid.dims
  const [i, j, k] = [Math.floor(x + 0.5), Math.floor(y + 0.5), Math.floor(z + 0.5)]
  if (!(i >= 0 && i < nx && j >= 0 && j < ny && k >= 0 && k < nz)) return NaN
  const from = i + nx * (j + ny * k)
  return inside[from] === 1 ? values[from] : NaN
}

/** The grid point at or before a position, or the one that it meets. */
function cellOf(at: number): number {
  const nearest = Math.round(at)
  return Math.abs(at - nearest) < metExactly ? nearest : Math.floor(at)
}

/** Share of the neighbour on one side; a position that meets its grid point has it alone. */
function share(fraction: number, side: number): number {
  const exact = Math.abs(fraction) < metExactly ? 0 : fraction
  return side === 1 ? exact : 1 - exact
}
