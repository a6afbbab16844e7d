import { GROUP_BYTES, REPLACE, weighGroup } from './rowGroup'

/**
 * out (rows x stride, doubles) = weights times the sources (count x stride, doubles), for the first `voxels` of each row, rounded up
 * to four. `weights` holds groups of four rows as [group][source][row of the group]; `rows` is a multiple of four.
 */
export function combine(
  sources: usize,
  count: usize,
  stride: usize,
  weights: usize,
  rows: usize,
  out: usize,
  voxels: usize,
): void {
  const rowBytes = stride * 8
  for (let voxel: usize = 0; voxel < voxels * 8; voxel += 32) {
    let w = weights
    for (let row: usize = 0; row < rows; row += 4) {
      const end = w + count * GROUP_BYTES
      weighGroup(sources + voxel, rowBytes, w, end, out + row * rowBytes + voxel, rowBytes, REPLACE)
      w = end
    }
  }
}
