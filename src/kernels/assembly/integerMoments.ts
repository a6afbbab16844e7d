/**
 * Adds scans of 16-bit integers, `scanBytes` apart, to each voxel's sum (i32) and collects the bits in which a scan differs from
 * the first (i16). Works on eight voxels at a time: the sums and bits beyond the last voxel mean nothing.
 */
export function integerMoments(
  values: usize,
  scanBytes: usize,
  scans: usize,
  size: usize,
  isUnsigned: bool,
  first: usize,
  sums: usize,
  changed: usize,
): void {
  for (let at: usize = 0; at < size * 2; at += 16) {
    const known = v128.load(first + at)
    let bits = v128.load(changed + at)
    let low = v128.load(sums + 2 * at)
    let high = v128.load(sums + 2 * at, 16)
    let from = values + at
    for (let scan: usize = 0; scan < scans; scan++, from += scanBytes) {
      const eight = v128.load(from)
      bits = v128.or(bits, v128.xor(eight, known))
      if (isUnsigned) {
        low = i32x4.add(low, i32x4.extend_low_i16x8_u(eight))
        high = i32x4.add(high, i32x4.extend_high_i16x8_u(eight))
      } else {
        low = i32x4.add(low, i32x4.extend_low_i16x8_s(eight))
        high = i32x4.add(high, i32x4.extend_high_i16x8_s(eight))
      }
    }
    v128.store(changed + at, bits)
    v128.store(sums + 2 * at, low)
    v128.store(sums + 2 * at, high, 16)
  }
}
