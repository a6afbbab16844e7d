import { applyAffine, invertAffine } from './affine.ts'
import type { Grid } from './grid.ts'

export type Mm = readonly [number, number, number]

/** File-order index of the voxel nearest to a position; null outside the grid. */
export function voxelIndexAt(grid: Grid, mm: Mm): number | null {
  const [nx, ny, nz] = grid.dims
  const [i, j, k] = applyAffine(invertAffine(grid.mmFromVoxel), mm).map(Math.round)
  const isInside = i >= 0 && i < nx && j >= 0 && j < ny && k >= 0 && k < nz
  return isInside ? i + nx * (j + ny * k) : null
}

/** Centre in mm of the voxel with a file-order index. */
export function mmOfIndex(grid: Grid, index: number): [number, number, number] {
  const [nx, ny] = grid.dims
  return applyAffine(grid.mmFromVoxel, [
    index % nx,
    Math.floor(index / nx) % ny,
    Math.floor(index / (nx * ny)),
  ])
}

/** Centre in mm of the grid's middle voxel. */
export function centreOf(grid: Grid): [number, number, number] {
  const [i, j, k] = grid.dims.map((size) => Math.floor(size / 2))
  return applyAffine(grid.mmFromVoxel, [i, j, k])
}

/**
 * The position moved by whole voxels along the voxel axis that runs closest to a direction of space (0 right, 1 anterior,
 * 2 superior); it stays where it is at the edge of the grid.
 */
export function stepped(grid: Grid, mm: Mm, direction: 0 | 1 | 2, steps: number): Mm {
  const m = grid.mmFromVoxel
  const along = (axis: number): number =>
    m[4 * direction + axis] / Math.hypot(m[axis], m[4 + axis], m[8 + axis])
  const axis = [0, 1, 2].toSorted((a, b) => Math.abs(along(b)) - Math.abs(along(a)))[0]
  const delta = steps * Math.sign(along(axis))
  const moved: [number, number, number] = [
    mm[0] + delta * m[axis],
    mm[1] + delta * m[4 + axis],
    mm[2] + delta * m[8 + axis],
  ]
  return voxelIndexAt(grid, moved) === null ? mm : moved
}
