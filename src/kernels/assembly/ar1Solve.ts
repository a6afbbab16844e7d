import { BEYOND, CONSTANT } from './ar1Read'

/**
 * Least squares of each series whitened by its label. `table` has for each bin from -limit to limit (i32) where its label lies, 0 for
 * none; a label is rho, `rank` sums and `rank` columns of `padded` rows of the inverse. `residuals` are the rows of `ar1Read`,
 * `scaling` two rows (scale, offset), `basis` three of `rank` (last row, coordinates of a constant, their neighbour sums). Writes
 * the coordinates (rank rows) and dispersion, rho and R squared (three rows at `estimates`), zeros where there is no label;
 * `scratch` takes 2 `padded` doubles. Rows of voxels are `rowBytes` apart. Returns how many voxels that vary have no label.
 */
export function ar1Solve(
  projected: usize,
  lagged: usize,
  residuals: usize,
  scaling: usize,
  basis: usize,
  table: usize,
  limit: i32,
  binOf: usize,
  rank: usize,
  padded: usize,
  count: usize,
  rowBytes: usize,
  scanCount: f64,
  divisor: f64,
  coordinates: usize,
  estimates: usize,
  scratch: usize,
): i32 {
  const correction = scratch + padded * 8
  let unlabelled = 0
  for (let voxel: usize = 0; voxel < count; voxel++) {
    const at = voxel * 8
    const bin = load<i32>(binOf + voxel * 4)
    const label = bin > BEYOND ? <usize>load<i32>(table + ((bin + limit) << 2)) : 0
    if (label == 0) {
      if (bin != CONSTANT) unlabelled++
      for (let k: usize = 0; k < rank; k++) store<f64>(coordinates + k * rowBytes + at, 0)
      for (let row: usize = 0; row < 3; row++) store<f64>(estimates + row * rowBytes + at, 0)
      continue
    }
    const rho = load<f64>(label)
    const residualSquares = load<f64>(residuals + at)
    const residualLag = load<f64>(residuals + rowBytes + at)
    const residualLast = load<f64>(residuals + 2 * rowBytes + at)
    const ofLast = rho * rho * residualLast
    let v = projected + rank * rowBytes + at
    for (let k: usize = 0; k < rank * 8; k += 8, v += rowBytes) {
      store<f64>(scratch + k, -rho * load<f64>(v) - ofLast * load<f64>(basis + k))
    }
    const inverse = label + (1 + rank) * 8
    for (let row: usize = 0; row < padded * 8; row += 32) {
      let a = f64x2.splat(0)
      let b = a
      let column = inverse + row
      for (let k: usize = 0; k < rank * 8; k += 8, column += padded * 8) {
        const product = v128.load64_splat(scratch + k)
        a = f64x2.add(a, f64x2.mul(v128.load(column), product))
        b = f64x2.add(b, f64x2.mul(v128.load(column, 16), product))
      }
      v128.store(correction + row, a)
      v128.store(correction + row, b, 16)
    }
    const scale = load<f64>(scaling + at)
    const offset = load<f64>(scaling + rowBytes + at)
    const still = 1 + rho * rho
    const before = rho * residualLast
    let squares = still * residualSquares - 2 * rho * residualLag - before * before
    let whitenedSum = before
    let fittedProducts: f64 = 0
    let fittedSum: f64 = 0
    let last: f64 = 0
    let lastOfFit: f64 = 0
    let u = projected + at
    let lag = lagged + at
    let to = coordinates + at
    for (let k: usize = 0; k < rank * 8; k += 8) {
      const change = load<f64>(correction + k)
      const product = load<f64>(scratch + k)
      const ofRow = load<f64>(basis + k)
      const sum = load<f64>(label + 8 + k)
      const value = scale * load<f64>(u) + offset * load<f64>(basis + rank * 8 + k)
      const coordinate = value + scale * change
      const neighbours = scale * load<f64>(lag) + offset * load<f64>(basis + 2 * rank * 8 + k)
      squares -= change * product
      whitenedSum -= sum * change
      fittedProducts += coordinate * (still * value - rho * neighbours + scale * product)
      fittedSum += sum * coordinate
      last += ofRow * value
      lastOfFit += ofRow * coordinate
      store<f64>(to, coordinate)
      u += rowBytes
      lag += rowBytes
      to += rowBytes
    }
    const fitted = fittedProducts - rho * rho * last * lastOfFit - (fittedSum * fittedSum) / scanCount
    const left = scale * scale * max(squares, 0)
    const residualSum = scale * whitenedSum
    const total = fitted + left - (residualSum * (2 * fittedSum + residualSum)) / scanCount
    store<f64>(estimates + at, left / divisor)
    store<f64>(estimates + rowBytes + at, rho)
    store<f64>(estimates + 2 * rowBytes + at, total > 0 ? fitted / total : 0)
  }
  return unlabelled
}
