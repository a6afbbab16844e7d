import type { Ar1Label } from './ar1Label.ts'
import { readSeries, seriesScratch, type Ar1Series, type SlabVoxel } from './ar1Series.ts'
import { ar1Workspace, labelAt, type Ar1Workspace } from './ar1Workspace.ts'
import type { Matrix } from '../math/matrix.ts'
import { sourcesOf } from './combineRows.ts'
import type { Ar1FitPlan, VoxelScaling } from './fitPlan.ts'
import { rSquaredFromSums } from './rSquared.ts'
import { emptyFit, losesDigits, type ViewFit } from './slabFit.ts'
import type { SlabView } from './slabView.ts'

/** nilearn's lag-1 estimate of the residuals in bins, before it is cut toward zero (0.12.1, `first_level.run_glm`). */
function rhoInBins(plan: Ar1FitPlan, series: Ar1Series, scanCount: number): number {
  const mean = plan.residualMean
  const sum = series.residualSum
  const squares = series.residualSquares - mean * (2 * sum - mean * scanCount)
  if (!(squares > 0)) return 0
  const ends = series.residualFirst + series.residualLast
  const products = series.residualLag - mean * (2 * sum - ends - mean * (scanCount - 1))
  const rho = (products / squares) * (scanCount / (scanCount - 1))
  return rho * plan.bins
}

/** An estimate closer than this to the edge of its bin is cut by sums over the series themselves. */
const closeToEdge = 1e-6

function isAtEdge(bins: number): boolean {
  const edge = Math.round(bins)
  return edge !== 0 && Math.abs(bins - edge) < closeToEdge
}

/** Scratch of one whitened fit. */
interface Whitened {
  /** r: (K W U)' K W z, then the correction it makes to the coordinates. */
  readonly products: Float64Array
  readonly correction: Float64Array
  readonly coordinates: Float64Array
  /** q: X0' W z. */
  readonly filterPart: Float64Array
  residualSquares: number
  residualSum: number
}

/** Products of what the design leaves over, z, with the whitened design; then its residual sum of squares. */
function whitenRest(workspace: Ar1Workspace, label: Ar1Label, series: Ar1Series, out: Whitened): void {
  const { rank, filterRank, lastRow } = workspace
  const { rho } = label
  let squares = (1 + rho * rho) * series.restSquares - 2 * rho * series.restLag - (rho * series.restLast) ** 2
  for (let j = 0; j < filterRank; j++) {
    const part = series.filterRest[j] - rho * series.filterDelayedRest[j]
    out.filterPart[j] = part
    squares -= part * part
  }
  for (let k = 0; k < rank; k++) {
    let product = -rho * series.designLagRest[k] - rho * rho * lastRow[k] * series.restLast
    for (let j = 0; j < filterRank; j++) {
      product -= label.filterOnWhitened.data[j * rank + k] * out.filterPart[j]
    }
    out.products[k] = product
  }
  out.residualSquares = squares
}

/** Least squares of the whitened rest on the whitened design: corrects the coordinates and the residual. */
function solve(workspace: Ar1Workspace, label: Ar1Label, series: Ar1Series, out: Whitened): void {
  const { rank } = workspace
  multiplyInto(label.inverse, out.products, out.correction)
  for (let i = 0; i < rank; i++) {
    out.residualSquares -= out.correction[i] * out.products[i]
    out.coordinates[i] = series.coordinates[i] + out.correction[i]
  }
  if (label.shrink !== undefined) shrink(label.shrink.data, series, out)
  out.residualSquares = Math.max(out.residualSquares, 0)
}

/** result = a x, four rows at a time: their sums do not wait for each other. */
function multiplyInto({ rows, columns, data }: Matrix, x: Float64Array, result: Float64Array): void {
  const whole = rows - (rows % 4)
  for (let i = 0; i < whole; i += 4) {
    const [r0, r1, r2, r3] = [i * columns, (i + 1) * columns, (i + 2) * columns, (i + 3) * columns]
    let [s0, s1, s2, s3] = [0, 0, 0, 0]
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

function shrink(matrix: Float64Array, series: Ar1Series, out: Whitened): void {
  const rank = out.coordinates.length
  for (let i = 0; i < rank; i++) {
    let sum = out.correction[i]
    for (let k = 0; k < rank; k++) sum += matrix[i * rank + k] * series.coordinates[k]
    out.coordinates[i] = sum
  }
}

/** Sum over scans of the whitened residual. */
function whitenedSum(workspace: Ar1Workspace, label: Ar1Label, series: Ar1Series, out: Whitened): number {
  let sum = series.restSum - label.rho * (series.restSum - series.restLast)
  for (let j = 0; j < workspace.filterRank; j++) sum -= workspace.filterSums[j] * out.filterPart[j]
  for (let k = 0; k < workspace.rank; k++) sum -= label.sums[k] * out.correction[k]
  return sum
}

/** Squares of the whitened fit, KWU c: c'(N u + products), since the correction solves N correction = products. */
function fittedSquares(
  workspace: Ar1Workspace,
  label: Ar1Label,
  at: SlabVoxel,
  { coordinates, products }: Whitened,
  series: Ar1Series,
): number {
  const { rank, lastRow, lagOfOnes } = workspace
  const { rho } = label
  const scale = at.scaling.scale[at.voxel]
  const offset = at.scaling.offset[at.voxel]
  let last = 0
  for (let k = 0; k < rank; k++) last += lastRow[k] * series.coordinates[k]
  let squares = 0
  for (let k = 0; k < rank; k++) {
    const lagged = scale * at.lagged[k * at.voxelCount + at.voxel] + offset * lagOfOnes[k]
    const normal = (1 + rho * rho) * series.coordinates[k] - rho * (lagged + rho * last * lastRow[k])
    squares += coordinates[k] * (normal + products[k])
  }
  return squares
}

/** The same without the shortcuts that need a regular label and a basis of nothing but the design. */
function fittedSquaresOf({ normal }: Ar1Label, coordinates: Float64Array): number {
  let squares = 0
  for (let i = 0; i < normal.rows; i++) {
    let row = 0
    for (let k = 0; k < normal.rows; k++) row += normal.data[i * normal.rows + k] * coordinates[k]
    squares += row * coordinates[i]
  }
  return squares
}

function rSquared(
  workspace: Ar1Workspace,
  label: Ar1Label,
  at: SlabVoxel,
  out: Whitened,
  series: Ar1Series,
): number {
  const { rank, scanCount } = workspace
  const isPlain = workspace.basisSize === rank && workspace.filterRank === 0 && label.shrink === undefined
  const squares = isPlain
    ? fittedSquares(workspace, label, at, out, series)
    : fittedSquaresOf(label, out.coordinates)
  let fittedSum = 0
  for (let k = 0; k < rank; k++) fittedSum += label.sums[k] * out.coordinates[k]
  const fitted = squares - (fittedSum * fittedSum) / scanCount
  const { residualSquares: residual, residualSum } = out
  return rSquaredFromSums({ fitted, fittedSum, residual, residualSum, scanCount })
}

/** The workspace's rows times the series, and the neighbour sums of the basis within the basis. */
function readSlab(
  workspace: Ar1Workspace,
  view: SlabView,
  scaling: VoxelScaling,
): SlabVoxel & { readonly amplification: number } {
  const { voxelCount } = view
  const { rows, lagRows, basisSize } = workspace
  const projected = workspace.scratch('projected', rows.rows.rows * voxelCount)
  const amplification = view.project(rows, projected)
  const lagged = workspace.scratch('lagged', lagRows.rows * voxelCount)
  view.kernels.combine(lagRows, sourcesOf(projected, voxelCount, { first: 0, count: basisSize }), lagged)
  return { voxelCount, sums: view.sums, projected, lagged, scaling, voxel: 0, amplification }
}

function whitenedScratch({ rank, filterRank }: Ar1Workspace): Whitened {
  return {
    products: new Float64Array(rank),
    correction: new Float64Array(rank),
    coordinates: new Float64Array(rank),
    filterPart: new Float64Array(filterRank),
    residualSquares: 0,
    residualSum: 0,
  }
}

/** Beta of all voxels from their coordinates in the design's basis, [coordinate][voxel]. */
function writeBetas(
  { toBeta, rank, scratch }: Ar1Workspace,
  view: SlabView,
  coordinates: Float64Array,
  beta: Float64Array,
): void {
  const padded = scratch('beta', toBeta.rows * view.voxelCount)
  view.kernels.combine(toBeta, sourcesOf(coordinates, view.voxelCount, { first: 0, count: rank }), padded)
  beta.set(padded.subarray(0, beta.length))
}

/** Fits a slab by nilearn's AR(1): per voxel the label of its OLS residuals, then least squares whitened by it. */
export function fitAr1(plan: Ar1FitPlan, view: SlabView, scaling: VoxelScaling): ViewFit {
  const workspace = ar1Workspace(plan)
  const { voxelCount, scanCount } = view
  const { rank } = workspace
  const series = seriesScratch(workspace)
  const out = whitenedScratch(workspace)
  const at = readSlab(workspace, view, scaling)
  const { squares } = view.sums
  const coordinates = workspace.scratch('coordinates', rank * voxelCount).fill(0)
  const fit = emptyFit(plan.designMatrix.columns, voxelCount)
  const uncertain: number[] = []
  for (let v = 0; v < voxelCount; v++) {
    if (squares[v] === 0) continue
    at.voxel = v
    readSeries(workspace, at, series)
    const bins = rhoInBins(plan, series, scanCount)
    if (at.amplification > 0) {
      const rest = series.residualSquares / scaling.scale[v] ** 2
      if (losesDigits(at.amplification, squares[v], rest) || isAtEdge(bins)) uncertain.push(v)
    }
    // Adding 0 turns a label of -0 into 0.
    const label = labelAt(workspace, Math.trunc(bins) / plan.bins + 0)
    whitenRest(workspace, label, series, out)
    solve(workspace, label, series, out)
    out.residualSum = whitenedSum(workspace, label, series, out)
    for (let k = 0; k < rank; k++) coordinates[k * voxelCount + v] = out.coordinates[k]
    fit.dispersion[v] = out.residualSquares / plan.dispersionDivisor
    fit.noiseRho[v] = label.rho
    fit.rSquared[v] = rSquared(workspace, label, at, out, series)
  }
  writeBetas(workspace, view, coordinates, fit.beta)
  return { fit, uncertain }
}
