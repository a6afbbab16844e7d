import type { Matrix } from '../math/matrix.ts'
import type { Ar1Label } from './ar1Label.ts'
import type { SlabVoxel } from './ar1Series.ts'
import type { Ar1Workspace } from './ar1Workspace.ts'

/**
 * One voxel of the usual case: no filter, and the constant in the design, so that the basis is the design's alone and residuals
 * have mean 0. The same sums as elsewhere in this fit, taken in four walks along the basis.
 */
export interface PlainVoxel {
  /** Of the unscaled OLS residual: squares, lag-1 product and last value. */
  residualSquares: number
  residualLag: number
  residualLast: number
  /** r: (W U)'W z of the unscaled residual z, and the correction that follows. */
  readonly products: Float64Array
  readonly correction: Float64Array
  /** Of the scaled series: whitened residual squares, sum of the whitened residual, squares and sum of the whitened fit. */
  whitenedSquares: number
  whitenedSum: number
  fittedSquares: number
  fittedSum: number
}

/** Whether a plan's voxels are the usual case. */
export function isPlain({ basisSize, rank, filterRank, plan }: Ar1Workspace): boolean {
  return basisSize === rank && filterRank === 0 && plan.residualMean === 0
}

/** Scratch for one voxel. */
export function plainScratch(rank: number): PlainVoxel {
  return {
    residualSquares: 0,
    residualLag: 0,
    residualLast: 0,
    products: new Float64Array(rank),
    correction: new Float64Array(rank),
    whitenedSquares: 0,
    whitenedSum: 0,
    fittedSquares: 0,
    fittedSum: 0,
  }
}

/** What OLS leaves of a voxel's series. */
export function readPlain({ rank, lastRow }: Ar1Workspace, at: SlabVoxel, out: PlainVoxel): void {
  const { voxel: v, voxelCount, projected, lagged, sums } = at
  let squares = sums.squares[v]
  let products = sums.lagProducts[v]
  let last = sums.last[v]
  for (let k = 0, i = v, j = rank * voxelCount + v; k < rank; k++, i += voxelCount, j += voxelCount) {
    const u = projected[i]
    squares -= u * u
    products -= u * (projected[j] + 0.5 * lagged[i])
    last -= lastRow[k] * u
  }
  out.residualSquares = Math.max(squares, 0)
  out.residualLag = products
  out.residualLast = last
}

/** Least squares whitened by a label: writes the scaled coordinates, [coordinate][voxel]. */
export function solvePlain(
  workspace: Ar1Workspace,
  label: Ar1Label,
  at: SlabVoxel,
  out: PlainVoxel,
  coordinates: Float64Array,
): void {
  const { rank, lastRow } = workspace
  const { voxel: v, voxelCount, projected } = at
  const { rho } = label
  const ofLast = rho * rho * out.residualLast
  for (let k = 0, j = rank * voxelCount + v; k < rank; k++, j += voxelCount) {
    out.products[k] = -rho * projected[j] - ofLast * lastRow[k]
  }
  multiplyInto(label.inverse, out.products, out.correction)
  sumPlain(workspace, label, at, out, coordinates)
}

/**
 * The whitened sums. Squares of the fit are c'(N u + products) with N u = (1 + rho^2) u - rho lag u - rho^2 l l'u for the last row l
 * of the basis, since the correction solves N correction = products.
 */
function sumPlain(
  { rank, lastRow, ofOnes, lagOfOnes }: Ar1Workspace,
  { rho, sums }: Ar1Label,
  { voxel: v, voxelCount, projected, lagged, scaling }: SlabVoxel,
  out: PlainVoxel,
  coordinates: Float64Array,
): void {
  const { products, correction } = out
  const scale = scaling.scale[v]
  const offset = scaling.offset[v]
  const still = 1 + rho * rho
  const before = rho * out.residualLast
  let squares = still * out.residualSquares - 2 * rho * out.residualLag - before * before
  let whitenedSum = before
  let fitted = 0
  let fittedSum = 0
  let last = 0
  let lastOfFit = 0
  for (let k = 0, i = v; k < rank; k++, i += voxelCount) {
    const change = correction[k]
    const u = scale * projected[i] + offset * ofOnes[k]
    const coordinate = u + scale * change
    const lag = scale * lagged[i] + offset * lagOfOnes[k]
    squares -= change * products[k]
    whitenedSum -= sums[k] * change
    fitted += coordinate * (still * u - rho * lag + scale * products[k])
    fittedSum += sums[k] * coordinate
    last += lastRow[k] * u
    lastOfFit += lastRow[k] * coordinate
    coordinates[i] = coordinate
  }
  out.whitenedSquares = scale * scale * Math.max(squares, 0)
  out.whitenedSum = scale * whitenedSum
  out.fittedSquares = fitted - rho * rho * last * lastOfFit
  out.fittedSum = fittedSum
}

/** result = a x, four rows at a time: their sums do not wait for each other. */
export function multiplyInto({ rows, columns, data }: Matrix, x: Float64Array, result: Float64Array): void {
  const whole = rows - (rows % 4)
  for (let i = 0; i < whole; i += 4) {
    const r0 = i * columns
    const r1 = r0 + columns
    const r2 = r1 + columns
    const r3 = r2 + columns
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    for (let k = 0; k < columns; k++) {
      const value = x[k]
      s0 += data[r0 + k] * value
      s1 += data[r1 + k] * value
      s2 += data[r2 + k] * value
      s3 += data[r3 + k] * value
    }
    result[i] = s0
    result[i + 1] = s1
    result[i + 2] = s2
    result[i + 3] = s3
  }
  for (let i = whole; i < rows; i++) {
    let sum = 0
    for (let k = 0; k < columns; k++) sum += data[i * columns + k] * x[k]
    result[i] = sum
  }
}
