/** A bin that a voxel has where its series does not vary, and where it is beyond `limit`. */
export const CONSTANT: i32 = i32.MIN_VALUE
export const BEYOND: i32 = i32.MIN_VALUE + 1

/** What a table of labels holds for a bin that nobody has asked for, and for one that has been asked for. */
export const UNKNOWN: i32 = -1
export const WANTED: i32 = -2

/**
 * What OLS leaves of each series: squares, lag-1 product and last value into three rows at `out`. The series are given by u and v
 * (rank rows each, one after the other, at `projected`), lag u at `lagged`, and three rows of sums. All rows are `rowBytes` apart.
 */
export function ar1Read(
  projected: usize,
  lagged: usize,
  sums: usize,
  lastRow: usize,
  rank: usize,
  count: usize,
  rowBytes: usize,
  out: usize,
): void {
  const half = f64x2.splat(0.5)
  const zero = f64x2.splat(0)
  for (let voxel: usize = 0; voxel < count * 8; voxel += 16) {
    let squares = v128.load(sums + voxel)
    let products = v128.load(sums + rowBytes + voxel)
    let last = v128.load(sums + 2 * rowBytes + voxel)
    let u = projected + voxel
    let v = u + rank * rowBytes
    let lag = lagged + voxel
    for (let k: usize = 0; k < rank; k++) {
      const value = v128.load(u)
      squares = f64x2.sub(squares, f64x2.mul(value, value))
      const inner = f64x2.add(v128.load(v), f64x2.mul(half, v128.load(lag)))
      products = f64x2.sub(products, f64x2.mul(value, inner))
      last = f64x2.sub(last, f64x2.mul(v128.load64_splat(lastRow + k * 8), value))
      u += rowBytes
      v += rowBytes
      lag += rowBytes
    }
    v128.store(out + voxel, f64x2.max(squares, zero))
    v128.store(out + rowBytes + voxel, products)
    v128.store(out + 2 * rowBytes + voxel, last)
  }
}

/**
 * The bin (i32, cut toward zero) of each voxel's lag-1 estimate: lag-1 product over squares of `residuals`, times `ofPairs`, times
 * `bins`. In `table`, which has an i32 for each bin from -limit to limit, what was UNKNOWN becomes WANTED. `uncertain` (u8) is 1
 * where `largestLoss` squares of the residual are fewer than `amplification` of the series, or an estimate is within `closeToEdge` of
 * a bin's edge. Returns whether any voxel is uncertain.
 */
export function ar1Bins(
  residuals: usize,
  squares: usize,
  count: usize,
  rowBytes: usize,
  ofPairs: f64,
  bins: f64,
  table: usize,
  limit: i32,
  binOf: usize,
  amplification: f64,
  largestLoss: f64,
  closeToEdge: f64,
  uncertain: usize,
): bool {
  let anyUncertain = false
  for (let voxel: usize = 0; voxel < count; voxel++) {
    store<u8>(uncertain + voxel, 0)
    const whole = load<f64>(squares + voxel * 8)
    if (whole == 0) {
      store<i32>(binOf + voxel * 4, CONSTANT)
      continue
    }
    const left = load<f64>(residuals + voxel * 8)
    const estimate: f64 = left > 0 ? (load<f64>(residuals + rowBytes + voxel * 8) / left) * ofPairs * bins : 0
    if (amplification > 0) {
      const edge = floor<f64>(estimate + 0.5)
      const isAtEdge = edge != 0 && abs<f64>(estimate - edge) < closeToEdge
      if (isAtEdge || !(amplification * whole <= largestLoss * left)) {
        store<u8>(uncertain + voxel, 1)
        anyUncertain = true
      }
    }
    if (!(abs<f64>(estimate) < <f64>(limit + 1))) {
      store<i32>(binOf + voxel * 4, BEYOND)
      continue
    }
    const bin = <i32>estimate
    store<i32>(binOf + voxel * 4, bin)
    const entry = table + ((bin + limit) << 2)
    if (load<i32>(entry) == UNKNOWN) store<i32>(entry, WANTED)
  }
  return anyUncertain
}
