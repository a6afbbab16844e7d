/**
 * Least squares of each series whitened by its label. `index` holds per voxel (i32) which label is meant, -1 for none; a label is
 * rho, `rank` sums and `rank` columns of `padded` rows of the inverse. `residuals` are the rows of `ar1Read`, `scaling` two rows
 * (scale, offset), `basis` three (last row, coordinates of a constant, their neighbour sums). Writes the coordinates (rank rows of
 * `count`) and four rows of sums after them; `scratch` takes 2 `padded` doubles.
 */
export function ar1Solve(
  projected: usize,
  lagged: usize,
  residuals: usize,
  residualStride: usize,
  scaling: usize,
  basis: usize,
  labels: usize,
  index: usize,
  rank: usize,
  padded: usize,
  count: usize,
  out: usize,
  scratch: usize,
): void {
  const rowBytes = count * 8
  const labelBytes = (1 + rank + rank * padded) * 8
  const correction = scratch + padded * 8
  const results = out + rank * rowBytes
  for (let voxel: usize = 0; voxel < count; voxel++) {
    const chosen = load<i32>(index + voxel * 4)
    if (chosen < 0) continue
    const at = voxel * 8
    const label = labels + <usize>chosen * labelBytes
    const rho = load<f64>(label)
    const residualSquares = load<f64>(residuals + at)
    const residualLag = load<f64>(residuals + residualStride * 8 + at)
    const residualLast = load<f64>(residuals + 2 * residualStride * 8 + at)
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
    let fitted: f64 = 0
    let fittedSum: f64 = 0
    let last: f64 = 0
    let lastOfFit: f64 = 0
    let u = projected + at
    let lag = lagged + at
    let to = out + at
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
      fitted += coordinate * (still * value - rho * neighbours + scale * product)
      fittedSum += sum * coordinate
      last += ofRow * value
      lastOfFit += ofRow * coordinate
      store<f64>(to, coordinate)
      u += rowBytes
      lag += rowBytes
      to += rowBytes
    }
    store<f64>(results + at, scale * scale * max(squares, 0))
    store<f64>(results + rowBytes + at, scale * whitenedSum)
    store<f64>(results + 2 * rowBytes + at, fitted - rho * rho * last * lastOfFit)
    store<f64>(results + 3 * rowBytes + at, fittedSum)
  }
}
