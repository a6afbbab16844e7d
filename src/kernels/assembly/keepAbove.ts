import { FLOAT32, INT16, two } from './stored'

/**
 * Sets `inside` (i16, -1 inside) to 0 where an unscaled 16-bit integer of a scan does not exceed `threshold`, which lies in their
 * range or one below it.
 */
export function integerKeepAbove(values: usize, size: usize, isUnsigned: bool, threshold: i32, inside: usize): void {
  const shift = isUnsigned ? i16x8.splat(-32768) : i16x8.splat(0)
  const signed = isUnsigned ? threshold - 32768 : threshold
  if (signed < -32768) return
  const limit = i16x8.splat(<i16>signed)
  for (let at: usize = 0; at < size * 2; at += 16) {
    const above = i16x8.gt_s(v128.xor(v128.load(values + at), shift), limit)
    v128.store(inside + at, v128.and(v128.load(inside + at), above))
  }
}

/** The same for scaled numbers; NaN exceeds nothing. */
export function scaledKeepAbove(
  values: usize,
  size: usize,
  storage: i32,
  slope: f64,
  intercept: f64,
  threshold: f64,
  inside: usize,
): void {
  if (storage == FLOAT32) keepAbove<f32>(values, size, slope, intercept, threshold, inside)
  else if (storage == INT16) keepAbove<i16>(values, size, slope, intercept, threshold, inside)
  else keepAbove<u16>(values, size, slope, intercept, threshold, inside)
}

function keepAbove<T>(values: usize, size: usize, slope: f64, intercept: f64, threshold: f64, inside: usize): void {
  const slopes = f64x2.splat(slope)
  const intercepts = f64x2.splat(intercept)
  const limit = f64x2.splat(threshold)
  for (let voxel: usize = 0; voxel < size; voxel += 4) {
    const at = values + voxel * sizeof<T>()
    const first = f64x2.gt(f64x2.add(f64x2.mul(slopes, two<T>(at)), intercepts), limit)
    const second = f64x2.gt(f64x2.add(f64x2.mul(slopes, two<T>(at + 2 * sizeof<T>())), intercepts), limit)
    const four = v128.shuffle<i32>(first, second, 0, 2, 4, 6)
    const above = i16x8.narrow_i32x4_s(four, four)
    v128.store64_lane(inside + voxel * 2, v128.and(v128.load64_zero(inside + voxel * 2), above), 0)
  }
}
