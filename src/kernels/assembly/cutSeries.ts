import { FLOAT32, INT16, two } from './stored'

/**
 * The series of `count` voxels (i32 positions within a scan) of a run with its scans `scanBytes` apart, centred: float32,
 * [scan][voxel] at `out`. Each value is first kept as its float32 distance from `reference` (f64, written here: the first scan);
 * `shifts` (f64) receives the mean distance, which is then taken off. What is not finite counts as 0.
 */
export function cutSeries(
  values: usize,
  scanBytes: usize,
  scans: usize,
  storage: i32,
  slope: f64,
  intercept: f64,
  voxels: usize,
  count: usize,
  reference: usize,
  shifts: usize,
  out: usize,
): void {
  if (storage == FLOAT32) cut<f32>(values, scanBytes, scans, slope, intercept, voxels, count, reference, shifts, out)
  else if (storage == INT16) cut<i16>(values, scanBytes, scans, slope, intercept, voxels, count, reference, shifts, out)
  else cut<u16>(values, scanBytes, scans, slope, intercept, voxels, count, reference, shifts, out)
  centre(scans, count, shifts, out)
}

// @ts-ignore: decorator
@inline
function signal<T>(scan: usize, voxels: usize, v: usize, slope: f64, intercept: f64): f64 {
  const plain = slope * <f64>load<T>(scan + load<i32>(voxels + 4 * v) * sizeof<T>()) + intercept
  if (isFloat<T>()) return plain - plain == 0 ? plain : 0
  return plain
}

function cut<T>(
  values: usize,
  scanBytes: usize,
  scans: usize,
  slope: f64,
  intercept: f64,
  voxels: usize,
  count: usize,
  reference: usize,
  shifts: usize,
  out: usize,
): void {
  for (let v: usize = 0; v < count; v++) {
    store<f64>(reference + 8 * v, signal<T>(values, voxels, v, slope, intercept))
    store<f64>(shifts + 8 * v, 0)
  }
  let to = out
  for (let scan: usize = 0; scan < scans; scan++, values += scanBytes) {
    let v: usize = 0
    while (v + 1 < count) {
      if (load<i32>(voxels + 4 * v, 4) != load<i32>(voxels + 4 * v) + 1) {
        addOne<T>(values, voxels, v, slope, intercept, reference, shifts, to)
        v++
        to += 4
        continue
      }
      // Neighbours in a row of the grid, as most are.
      const plain = pair<T>(values + load<i32>(voxels + 4 * v) * sizeof<T>(), slope, intercept)
      const distance = f32x4.demote_f64x2_zero(f64x2.sub(plain, v128.load(reference + 8 * v)))
      v128.store64_lane(to, distance, 0)
      const sum = f64x2.add(v128.load(shifts + 8 * v), f64x2.promote_low_f32x4(distance))
      v128.store(shifts + 8 * v, sum)
      v += 2
      to += 8
    }
    if (v < count) {
      addOne<T>(values, voxels, v, slope, intercept, reference, shifts, to)
      to += 4
    }
  }
}

// @ts-ignore: decorator
@inline
function pair<T>(at: usize, slope: f64, intercept: f64): v128 {
  const plain = f64x2.add(f64x2.mul(f64x2.splat(slope), two<T>(at)), f64x2.splat(intercept))
  if (isFloat<T>()) return v128.and(plain, f64x2.eq(f64x2.sub(plain, plain), f64x2.splat(0)))
  return plain
}

// @ts-ignore: decorator
@inline
function addOne<T>(
  scan: usize,
  voxels: usize,
  v: usize,
  slope: f64,
  intercept: f64,
  reference: usize,
  shifts: usize,
  to: usize,
): void {
  const distance = <f32>(signal<T>(scan, voxels, v, slope, intercept) - load<f64>(reference + 8 * v))
  store<f32>(to, distance)
  store<f64>(shifts + 8 * v, load<f64>(shifts + 8 * v) + <f64>distance)
}

function centre(scans: usize, count: usize, shifts: usize, out: usize): void {
  for (let v: usize = 0; v < count; v++) {
    store<f64>(shifts + 8 * v, load<f64>(shifts + 8 * v) / <f64>scans)
  }
  const whole = count & ~1
  let at = out
  for (let scan: usize = 0; scan < scans; scan++) {
    for (let v: usize = 0; v < whole; v += 2, at += 8) {
      const distance = f64x2.promote_low_f32x4(v128.load64_zero(at))
      const centred = f32x4.demote_f64x2_zero(f64x2.sub(distance, v128.load(shifts + 8 * v)))
      v128.store64_lane(at, centred, 0)
    }
    if (whole < count) {
      store<f32>(at, <f32>(<f64>load<f32>(at) - load<f64>(shifts + 8 * whole)))
      at += 4
    }
  }
}
