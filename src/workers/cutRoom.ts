import type { Slab } from '../core/volume/slab.ts'
import { selectVoxels } from '../core/volume/slabBuilder.ts'

/** Cuts a slab to the voxels at `positions`. The cut is good until the next one is made, which lies in the same memory. */
export type CutRoom = (whole: Slab, positions: Int32Array) => Slab

/**
 * Room for one cut. Kept for all slabs, the cuts of a pane whose mask is smaller would be its series once more; cutting one takes less time than
 * what reads it.
 */
export function createCutRoom(): CutRoom {
  let room = new Float32Array(0)
  let last: { readonly whole: Slab; readonly positions: Int32Array; readonly cut: Slab } | null = null
  return (whole, positions) => {
    if (last?.whole === whole && last.positions === positions) return last.cut
    const length = positions.length * whole.scanCount
    if (room.length < length) room = new Float32Array(length)
    last = { whole, positions, cut: selectVoxels(whole, positions, room.subarray(0, length)) }
    return last.cut
  }
}
