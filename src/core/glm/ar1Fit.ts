import type { Ar1Label } from './ar1Label.ts'
import { readSeries, seriesScratch, type Ar1Series, type SlabVoxel } from './ar1Series.ts'
import { ar1Workspace, labelOf, type Ar1Workspace } from './ar1Workspace.ts'
import type { UsualAr1Model, UnlabelledVoxel } from './ar1Usual.ts'
import { sourcesOf } from './combineRows.ts'
import type { Ar1FitPlan, SlabFit, VoxelScaling } from './fitPlan.ts'
import { rSquaredFromSums } from './rSquared.ts'
import { emptyFit, type ViewFit } from './slabFit.ts'
import { project, type SlabView } from './slabView.ts'
import { isUncertain } from './uncertain.ts'

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
    out.residualSquares -= out.correction[i] * out.products[i]
    out.coordinates[i] = series.coordinates[i] + out.correction[i]
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

/** Squares of the whitened fit, K W U c. */
function fittedSquares({ normal }: Ar1Label, coordinates: Float64Array): number {
  let squares = 0
  for (let i = 0; i < normal.rows; i++) {
    let row = 0
    for (let k = 0; k < normal.rows; k++) row += normal.data[i * normal.rows + k] * coordinates[k]
    squares += row * coordinates[i]
  }
  return squares
}

function rSquared({ scanCount }: Ar1Workspace, label: Ar1Label, out: Whitened): number {
  const squares = fittedSquares(label, out.coordinates)
  let fittedSum = 0
  for (let k = 0; k < label.sums.length; k++) fittedSum += label.sums[k] * out.coordinates[k]
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
  const amplification = project(view, rows, projected)
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

/** A slab being fitted. */
interface SlabWork {
  readonly workspace: Ar1Workspace
  readonly at: SlabVoxel & { readonly amplification: number }
  readonly fit: SlabFit
  /** Of the design's basis, [coordinate][voxel]. */
  readonly coordinates: Float64Array
  readonly uncertain: number[]
  readonly series: Ar1Series
  readonly out: Whitened
}

/** Fits a slab by nilearn's AR(1): per voxel the label of its OLS residuals, then least squares whitened by it. */
export function fitAr1(plan: Ar1FitPlan, view: SlabView, scaling: VoxelScaling): ViewFit {
  const workspace = ar1Workspace(plan)
  if (workspace.usual !== null) return fitUsually(workspace, workspace.usual, { view, scaling })
  const fit = emptyFit(plan.designMatrix.columns, view.voxelCount)
  const work = startWork(workspace, { view, scaling }, fit)
  const { squares } = view.sums
  for (let v = 0; v < squares.length; v++) if (squares[v] !== 0) fitVoxel(work, v, null)
  writeBetas(workspace, view, work.coordinates, fit.beta)
  return { fit, uncertain: work.uncertain }
}

interface ScaledView {
  readonly view: SlabView
  readonly scaling: VoxelScaling
}

function startWork(workspace: Ar1Workspace, { view, scaling }: ScaledView, fit: SlabFit): SlabWork {
  return {
    workspace,
    at: readSlab(workspace, view, scaling),
    fit,
    coordinates: workspace.scratch('coordinates', workspace.rank * view.voxelCount).fill(0),
    uncertain: [],
    series: seriesScratch(workspace),
    out: whitenedScratch(workspace),
  }
}

/** The usual case, done by the kernels but for voxels whose label asks for more than they do. */
function fitUsually(workspace: Ar1Workspace, model: UsualAr1Model, { view, scaling }: ScaledView): ViewFit {
  const { voxelCount, sums } = view
  const source = view.read(workspace.rows)
  const { fit, uncertain, unlabelled } = view.kernels.fitUsualAr1(model, {
    voxelCount,
    source,
    sums,
    scaling,
  })
  if (unlabelled.length > 0) fitUnlabelled(startWork(workspace, { view, scaling }, fit), unlabelled)
  return { fit, uncertain }
}

function fitUnlabelled(work: SlabWork, voxels: readonly UnlabelledVoxel[]): void {
  const { workspace, fit, out } = work
  const { toBeta, rank, plan } = workspace
  for (const { voxel, bin } of voxels) {
    fitVoxel(work, voxel, labelOf(workspace, bin))
    for (let j = 0; j < plan.designMatrix.columns; j++) {
      let beta = 0
      for (let k = 0; k < rank; k++) beta += toBeta.data[j * rank + k] * out.coordinates[k]
      fit.beta[j * fit.voxelCount + voxel] = beta
    }
  }
}

/** Fits one voxel in any case; `known` is its label where that has been found already. */
function fitVoxel(work: SlabWork, v: number, known: Ar1Label | null): void {
  const { workspace, at, fit, coordinates } = work
  const { plan, scanCount, rank } = workspace
  const { series, out } = work
  at.voxel = v
  readSeries(workspace, at, series)
  const bins = rhoInBins(plan, series, scanCount)
  if (known === null) {
    const left = series.residualSquares / at.scaling.scale[v] ** 2
    if (isUncertain(at.amplification, bins, at.sums.squares[v], left)) work.uncertain.push(v)
  }
  const label = known ?? labelOf(workspace, Math.trunc(bins) + 0)
  whitenRest(workspace, label, series, out)
  solve(workspace, label, series, out)
  out.residualSum = whitenedSum(workspace, label, series, out)
  for (let k = 0; k < rank; k++) coordinates[k * fit.voxelCount + v] = out.coordinates[k]
  fit.dispersion[v] = out.residualSquares / plan.dispersionDivisor
  fit.noiseRho[v] = label.rho
  fit.rSquared[v] = rSquared(workspace, label, out)
}
