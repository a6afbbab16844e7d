import type { Grid } from './grid.ts'
import { voxelSizesMm } from './affine.ts'

/** Voxels are cut into parts no smaller than this, in mm: anatomies are hardly finer. */
const finestMm = 0.8
const mostVoxels = 4e6
const mostParts = 5

/** Into how many parts along each axis the voxels of a grid are cut for a picture beneath its maps. */
export function partsOfVoxels(grid: Grid): number {
  const size = Math.min(...voxelSizesMm(grid.mmFromVoxel))
  const [nx, ny, nz] = grid.dims
  for (let parts = mostParts; parts > 1; parts--) {
    if (size / parts >= finestMm && nx * ny * nz * parts ** 3 <= mostVoxels) return parts
  }
  return 1
}

/** The grid whose voxels are those of another, each cut into `parts` along every axis; borders stay where they are. */
export function finerGrid(grid: Grid, parts: number): Grid {
  const m = grid.mmFromVoxel
  const shift = (1 / parts - 1) / 2
  const mmFromVoxel = Float64Array.from(m)
  for (let row = 0; row < 3; row++) {
    for (let axis = 0; axis < 3; axis++) {
      mmFromVoxel[4 * row + axis] = m[4 * row + axis] / parts
      mmFromVoxel[4 * row + 3] += shift * m[4 * row + axis]
    }
  }
  const [nx, ny, nz] = grid.dims
  return { ...grid, dims: [nx * parts, ny * parts, nz * parts], mmFromVoxel }
}
