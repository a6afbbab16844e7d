import { ADD_SQUARES, GROUP_BYTES, weighGroup } from './rowGroup'
import { TILE, TILE_BYTES, unpack } from './tiles'

/**
 * Per voxel: sum of squares of a banded matrix times the data into `squares`, stride doubles. `bands` holds per group of four
 * rows the first scan and the number of scans of their weights (two i32), `weights` the groups as for `project`, of those
 * scans alone; `scratch` takes a tile of all scans.
 */
export function whitenedSquares(
  data: usize,
  scans: usize,
  stride: usize,
  weights: usize,
  bands: usize,
  groups: usize,
  squares: usize,
  scratch: usize,
): void {
  const rowBytes = stride * 4
  for (let tile: usize = 0; tile < stride; tile += TILE) {
    unpack(data + tile * 4, scratch, scans, rowBytes)
    for (let part: usize = 0; part < TILE; part += 4) {
      const to = squares + (tile + part) * 8
      v128.store(to, f64x2.splat(0))
      v128.store(to, f64x2.splat(0), 16)
      let w = weights
      for (let group: usize = 0; group < groups; group++) {
        const band = bands + group * 8
        const y = scratch + part * 8 + <usize>load<i32>(band) * TILE_BYTES
        const end = w + <usize>load<i32>(band, 4) * GROUP_BYTES
        weighGroup(y, TILE_BYTES, w, end, to, 0, ADD_SQUARES)
        w = end
      }
    }
  }
}
