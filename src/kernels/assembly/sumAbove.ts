import { FLOAT32, INT16, two } from './stored'

/** Vectors after which narrow sums are emptied, so that they cannot overflow. */
const VECTORS: usize = 4096

/**
 * Sum and count (two doubles at `out`) of the unscaled 16-bit integers of a scan that exceed `threshold`, which lies in their range
 * or one below it. Sums of integers are exact, in whatever order.
 */
export function integerSumAbove(values: usize, size: usize, isUnsigned: bool, threshold: i32, out: usize): void {
  // Unsigned numbers are compared as signed ones, half their range lower.
  const shift = isUnsigned ? i16x8.splat(-32768) : i16x8.splat(0)
  const signed = isUnsigned ? threshold - 32768 : threshold
  const limit = i16x8.splat(<i16>max(signed, -32768))
  const all = i16x8.splat(signed < -32768 ? -1 : 0)
  const end = values + 2 * size
  const whole = values + 2 * (size & ~7)
  let sum: i64 = 0
  let count: i64 = 0
  let at = values
  while (at < whole) {
    const stop = min(whole, at + VECTORS * 16)
    let sums = i32x4.splat(0)
    let counts = i16x8.splat(0)
    for (; at < stop; at += 16) {
      const eight = v128.load(at)
      const above = v128.or(all, i16x8.gt_s(v128.xor(eight, shift), limit))
      const kept = v128.and(eight, above)
      const pairs = isUnsigned ? i32x4.extadd_pairwise_i16x8_u(kept) : i32x4.extadd_pairwise_i16x8_s(kept)
      sums = i32x4.add(sums, pairs)
      counts = i16x8.sub(counts, above)
    }
    sum += ofFour(sums)
    count += ofFour(i32x4.extadd_pairwise_i16x8_s(counts))
  }
  for (; at < end; at += 2) {
    const value: i32 = isUnsigned ? <i32>load<u16>(at) : <i32>load<i16>(at)
    if (value <= threshold) continue
    sum += value
    count++
  }
  store<f64>(out, <f64>sum)
  store<f64>(out, <f64>count, 8)
}

// @ts-ignore: decorator
@inline
function ofFour(sums: v128): i64 {
  return (
    <i64>i32x4.extract_lane(sums, 0) +
    <i64>i32x4.extract_lane(sums, 1) +
    <i64>i32x4.extract_lane(sums, 2) +
    <i64>i32x4.extract_lane(sums, 3)
  )
}

/**
 * Sum and count (two doubles at `out`, with four of scratch behind them) of the finite numbers of a scan that exceed `threshold` when
 * scaled. Every fourth number goes into the same sum, and the four are added at the end.
 */
export function scaledSumAbove(
  values: usize,
  size: usize,
  storage: i32,
  slope: f64,
  intercept: f64,
  threshold: f64,
  out: usize,
): void {
  if (storage == FLOAT32) sumAbove<f32>(values, size, slope, intercept, threshold, out)
  else if (storage == INT16) sumAbove<i16>(values, size, slope, intercept, threshold, out)
  else sumAbove<u16>(values, size, slope, intercept, threshold, out)
}

function sumAbove<T>(values: usize, size: usize, slope: f64, intercept: f64, threshold: f64, out: usize): void {
  const limit = f64x2.splat(threshold)
  const infinity = f64x2.splat(Infinity)
  const slopes = f64x2.splat(slope)
  const intercepts = f64x2.splat(intercept)
  let a = f64x2.splat(0)
  let b = a
  let counts = i64x2.splat(0)
  const whole = values + sizeof<T>() * (size & ~3)
  let at = values
  for (; at < whole; at += 4 * sizeof<T>()) {
    const first = f64x2.add(f64x2.mul(slopes, two<T>(at)), intercepts)
    const second = f64x2.add(f64x2.mul(slopes, two<T>(at + 2 * sizeof<T>())), intercepts)
    const firstAbove = v128.and(f64x2.gt(first, limit), f64x2.lt(first, infinity))
    const secondAbove = v128.and(f64x2.gt(second, limit), f64x2.lt(second, infinity))
    a = f64x2.add(a, v128.and(first, firstAbove))
    b = f64x2.add(b, v128.and(second, secondAbove))
    counts = i64x2.sub(i64x2.sub(counts, firstAbove), secondAbove)
  }
  const sums = out + 16
  v128.store(sums, a)
  v128.store(sums, b, 16)
  let count = i64x2.extract_lane(counts, 0) + i64x2.extract_lane(counts, 1)
  const rest = size & 3
  for (let i: usize = 0; i < rest; i++) {
    const value = slope * <f64>load<T>(at + i * sizeof<T>()) + intercept
    if (!(value > threshold && value < Infinity)) continue
    store<f64>(sums + 8 * i, load<f64>(sums + 8 * i) + value)
    count++
  }
  const total = load<f64>(sums) + load<f64>(sums, 8) + (load<f64>(sums, 16) + load<f64>(sums, 24))
  store<f64>(out, total)
  store<f64>(out, <f64>count, 8)
}
