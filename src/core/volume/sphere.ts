import { voxelSizesMm } from './affine.ts'
import type { Grid } from './grid.ts'
import { mmOfIndex } from './position.ts'

/** File-order indices, ascending, of the voxels whose centres lie within `radiusMm` of a voxel's centre. */
export function voxelsWithin(grid: Grid, centre: number, radiusMm: number): Int32Array {
  const [nx, ny, nz] = grid.dims
  const at = [centre % nx, Math.floor(centre / nx) % ny, Math.floor(centre / (nx * ny))]
  const middle = mmOfIndex(grid, centre)
  // Sheared grids hold more voxels along an axis than its spacing says: twice the reach, and distances decide.
  const reach = voxelSizesMm(grid.mmFromVoxel).map((size) => 2 * Math.ceil(radiusMm / size))
  const found: number[] = []
  const range = (axis: number, size: number): readonly [number, number] => [
    Math.max(0, at[axis] - reach[axis]),
    Math.min(size - 1, at[axis] + reach[axis]),
  ]
  const [k0, k1] = range(2, nz)
  const [j0, j1] = range(1, ny)
  const [i0, i1] = range(0, nx)
  for (let k = k0; k <= k1; k++) {
    for (let j = j0; j <= j1; j++) {
      for (let i = i0; i <= i1; i++) {
        const index = i + nx * (j + ny * k)
        const mm = mmOfIndex(grid, index)
        const distance = Math.hypot(mm[0] - middle[0], mm[1] - middle[1], mm[2] - middle[2])
        if (distance <= radiusMm + 1e-9) found.push(index)
      }
    }
  }
  return Int32Array.from(found)
}
