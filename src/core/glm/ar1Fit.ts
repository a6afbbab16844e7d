import type { Slab } from '../volume/slab.ts'
import type { Ar1Label } from './ar1Label.ts'
import { readSeries, seriesScratch, type Ar1Series } from './ar1Series.ts'
import { ar1Workspace, labelAt, type Ar1Workspace } from './ar1Workspace.ts'
import type { Ar1FitPlan, SlabFit, VoxelScaling } from './fitPlan.ts'
import { rSquaredFromSums } from './rSquared.ts'
import { emptyFit } from './slabFit.ts'
import type { SlabKernels } from './slabKernels.ts'
import { slabSums } from './slabSums.ts'

/** nilearn's lag-1 estimate of the residuals, cut to a bin toward zero (0.12.1, `first_level.run_glm`). */
function rhoLabel(plan: Ar1FitPlan, series: Ar1Series, scanCount: number): number {
  const mean = plan.residualMean
  const sum = series.residualSum
  const squares = series.residualSquares - mean * (2 * sum - mean * scanCount)
  if (!(squares > 0)) return 0
  const ends = series.residualFirst + series.residualLast
  const products = series.residualLag - mean * (2 * sum - ends - mean * (scanCount - 1))
  const rho = (products / squares) * (scanCount / (scanCount - 1))
  // Adding 0 turns a label of -0 into 0.
  return Math.trunc(rho * plan.bins) / plan.bins + 0
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
  const inverse = label.inverse.data
  for (let i = 0; i < rank; i++) {
    let correction = 0
    for (let k = 0; k < rank; k++) correction += inverse[i * rank + k] * out.products[k]
    out.correction[i] = correction
    out.residualSquares -= correction * out.products[i]
    out.coordinates[i] = series.coordinates[i] + correction
  }
  if (label.shrink !== undefined) shrink(label.shrink.data, series, out)
  out.residualSquares = Math.max(out.residualSquares, 0)
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

function rSquared(workspace: Ar1Workspace, label: Ar1Label, out: Whitened): number {
  const { rank, scanCount } = workspace
  const matrix = label.centredNormal.data
  let fitted = 0
  let fittedSum = 0
  for (let i = 0; i < rank; i++) {
    let row = 0
    for (let k = 0; k < rank; k++) row += matrix[i * rank + k] * out.coordinates[k]
    fitted += row * out.coordinates[i]
    fittedSum += label.sums[i] * out.coordinates[i]
  }
  const { residualSquares: residual, residualSum } = out
  return rSquaredFromSums({ fitted, fittedSum, residual, residualSum, scanCount })
}

function writeBeta(workspace: Ar1Workspace, coordinates: Float64Array, fit: SlabFit, v: number): void {
  const { data, rows, columns } = workspace.toBeta
  for (let j = 0; j < rows; j++) {
    let sum = 0
    for (let k = 0; k < columns; k++) sum += data[j * columns + k] * coordinates[k]
    fit.beta[j * fit.voxelCount + v] = sum
  }
}

/** Fits a slab by nilearn's AR(1): per voxel the label of its OLS residuals, then least squares whitened by it. */
export function fitAr1(plan: Ar1FitPlan, slab: Slab, scaling: VoxelScaling, kernels: SlabKernels): SlabFit {
  const workspace = ar1Workspace(plan)
  const { voxelCount, scanCount } = slab
  const { rank } = workspace
  const projected = new Float64Array(workspace.rows.rows * voxelCount)
  kernels.project(workspace.rows, slab, projected)
  const { squares, lagProducts } = slabSums(slab, kernels)
  const series = seriesScratch(workspace)
  const out: Whitened = {
    products: new Float64Array(rank),
    correction: new Float64Array(rank),
    coordinates: new Float64Array(rank),
    filterPart: new Float64Array(workspace.filterRank),
    residualSquares: 0,
    residualSum: 0,
  }
  const at = { slab, sums: { projected, squares, lagProducts }, scaling, voxel: 0 }
  const fit = emptyFit(plan.designMatrix.columns, voxelCount)
  for (let v = 0; v < voxelCount; v++) {
    if (squares[v] === 0) continue
    at.voxel = v
    readSeries(workspace, at, series)
    const label = labelAt(workspace, rhoLabel(plan, series, scanCount))
    whitenRest(workspace, label, series, out)
    solve(workspace, label, series, out)
    out.residualSum = whitenedSum(workspace, label, series, out)
    writeBeta(workspace, out.coordinates, fit, v)
    fit.dispersion[v] = out.residualSquares / plan.dispersionDivisor
    fit.noiseRho[v] = label.rho
    fit.rSquared[v] = rSquared(workspace, label, out)
  }
  return fit
}
