/** Means (f64) of integers from their sums (i32 or u32), scaled. Two voxels at a time: one beyond the last of an odd number. */
export function integerMeans(
  sums: usize,
  size: usize,
  isUnsigned: bool,
  scans: f64,
  slope: f64,
  intercept: f64,
  means: usize,
): void {
  const counts = f64x2.splat(scans)
  const slopes = f64x2.splat(slope)
  const intercepts = f64x2.splat(intercept)
  for (let voxel: usize = 0; voxel < size; voxel += 2) {
    const two = v128.load64_zero(sums + voxel * 4)
    const sum = isUnsigned ? f64x2.convert_low_i32x4_u(two) : f64x2.convert_low_i32x4_s(two)
    v128.store(means + voxel * 8, f64x2.add(f64x2.mul(slopes, f64x2.div(sum, counts)), intercepts))
  }
}

/** Means (f64) from sums (f64). */
export function floatMeans(sums: usize, size: usize, scans: f64, means: usize): void {
  const counts = f64x2.splat(scans)
  for (let at: usize = 0; at < size * 8; at += 16) v128.store(means + at, f64x2.div(v128.load(sums + at), counts))
}

/** Bytes of 1 where what `integerMoments` collects (i16) or `floatMoments` (i64, `isWide`) is not 0. */
export function markVarying(differs: usize, isWide: bool, size: usize, varies: usize): void {
  for (let voxel: usize = 0; voxel < size; voxel++) {
    const isVarying = isWide ? load<i64>(differs + voxel * 8) != 0 : load<i16>(differs + voxel * 2) != 0
    store<u8>(varies + voxel, <u8>isVarying)
  }
}

/** Keeps the marks of the voxels that are inside (i16, 0 or -1). */
export function keepInside(marks: usize, inside: usize, size: usize): void {
  for (let voxel: usize = 0; voxel < size; voxel++) {
    store<u8>(marks + voxel, load<u8>(marks + voxel) & load<u8>(inside + voxel * 2))
  }
}
