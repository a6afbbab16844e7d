/** Voxels whose values are unpacked to doubles at once: one cache line of float32. */
export const TILE: usize = 16
/** Bytes of a scan's tile in doubles. */
export const TILE_BYTES: usize = TILE * 8

/** Unpacks `count` scans of a tile of voxels from `from` to doubles at `to`. */
// @ts-ignore: decorator
@inline
export function unpack(from: usize, to: usize, count: usize, rowBytes: usize): void {
  for (let end = to + count * TILE_BYTES; to < end; to += TILE_BYTES, from += rowBytes) {
    for (let half: usize = 0; half < 2; half++) {
      const source = from + half * 32
      const target = to + half * 64
      v128.store(target, f64x2.promote_low_f32x4(v128.load64_zero(source)))
      v128.store(target, f64x2.promote_low_f32x4(v128.load64_zero(source, 8)), 16)
      v128.store(target, f64x2.promote_low_f32x4(v128.load64_zero(source, 16)), 32)
      v128.store(target, f64x2.promote_low_f32x4(v128.load64_zero(source, 24)), 48)
    }
  }
}
