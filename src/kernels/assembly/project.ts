import { GO_ON, GROUP_BYTES, REPLACE, weighGroup } from './rowGroup'
import { TILE, TILE_BYTES, unpack } from './tiles'

/** Scans per unpacked tile: 128 of them fill 16 kB, half of a processor's fastest memory. */
const BLOCK: usize = 128

/**
 * out (rows x stride, doubles) = weights times the data (scans x stride, floats). `weights` holds groups of four rows as
 * [group][scan][row of the group]; `rows` is a multiple of four; `scratch` takes BLOCK tiles.
 */
export function project(
  data: usize,
  scans: usize,
  stride: usize,
  weights: usize,
  rows: usize,
  out: usize,
  scratch: usize,
): void {
  const rowBytes = stride * 4
  const outBytes = stride * 8
  for (let start: usize = 0; start < scans; start += BLOCK) {
    const count = min(BLOCK, scans - start)
    for (let tile: usize = 0; tile < stride; tile += TILE) {
      unpack(data + start * rowBytes + tile * 4, scratch, count, rowBytes)
      for (let row: usize = 0; row < rows; row += 4) {
        const group = weights + row * scans * 8 + start * GROUP_BYTES
        const end = group + count * GROUP_BYTES
        for (let part: usize = 0; part < TILE; part += 4) {
          const to = out + row * outBytes + (tile + part) * 8
          weighGroup(scratch + part * 8, TILE_BYTES, group, end, to, outBytes, start > 0 ? GO_ON : REPLACE)
        }
      }
    }
  }
}
