/**
 * What OLS leaves of each series: squares, lag-1 product and last value into three rows of `outStride` doubles at `out`. The
 * series are given by u, v and lag u (rank rows of `count` doubles each, one after the other), and three rows of sums.
 */
export function ar1Read(
  projected: usize,
  lagged: usize,
  sums: usize,
  lastRow: usize,
  rank: usize,
  count: usize,
  out: usize,
  outStride: usize,
): void {
  const rowBytes = count * 8
  const half = f64x2.splat(0.5)
  const zero = f64x2.splat(0)
  for (let voxel: usize = 0; voxel < rowBytes; voxel += 16) {
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
    v128.store(out + outStride * 8 + voxel, products)
    v128.store(out + 2 * outStride * 8 + voxel, last)
  }
}
