import type { Ar1Label } from './ar1Label.ts'
import { readSeries, seriesScratch, type Ar1Series, type SlabVoxel } from './ar1Series.ts'
import { ar1Workspace, labelAt, type Ar1Workspace } from './ar1Workspace.ts'
import { plainSums, type PlainLabels, type PlainSlab } from './ar1Plain.ts'
import { sourcesOf } from './combineRows.ts'
import type { Ar1FitPlan, SlabFit, VoxelScaling } from './fitPlan.ts'
import { rSquaredFromSums } from './rSquared.ts'
import { emptyFit, losesDigits, type ViewFit } from './slabFit.ts'
import type { SlabKernels } from './slabKernels.ts'
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
  const { voxelCount } = view
  const at = readSlab(workspace, view, scaling)
  const coordinates = workspace.scratch('coordinates', workspace.rank * voxelCount).fill(0)
  const fit = emptyFit(plan.designMatrix.columns, voxelCount)
  const scratch = { series: seriesScratch(workspace), out: whitenedScratch(workspace) }
  const work: SlabWork = { workspace, at, fit, coordinates, uncertain: [], ...scratch }
  if (isPlain(workspace)) fitPlainVoxels(work, view.kernels)
  else fitVoxels(work)
  writeBetas(workspace, view, coordinates, fit.beta)
  return { fit, uncertain: work.uncertain }
}

/** The label of an estimate in bins: cut toward zero. Adding 0 turns a label of -0 into 0. */
function labelOf(workspace: Ar1Workspace, bins: number): Ar1Label {
  return labelAt(workspace, Math.trunc(bins) / workspace.plan.bins + 0)
}

/** Whether kept products do not tell a voxel's estimates or its label for certain. */
function isUncertain(amplification: number, bins: number, squares: number, residualSquares: number): boolean {
  return amplification > 0 && (losesDigits(amplification, squares, residualSquares) || isAtEdge(bins))
}

/** Whether neither filter nor offset ask for more than the kernels do. */
function isPlain({ basisSize, rank, filterRank, plan }: Ar1Workspace): boolean {
  return basisSize === rank && filterRank === 0 && plan.residualMean === 0
}

function fitPlainVoxels(work: SlabWork, kernels: SlabKernels): void {
  const { workspace, at } = work
  const { rank, lastRow, ofOnes, lagOfOnes, scratch } = workspace
  const { voxelCount: count } = at
  const slab: PlainSlab = { ...at, rank, lastRow, ofOnes, lagOfOnes }
  const residuals = scratch('residuals', 3 * count)
  kernels.readPlain(slab, residuals)
  const chosen = chooseLabels(work, residuals)
  const out = scratch('plain', (rank + 4) * count).fill(0)
  kernels.solvePlain(slab, residuals, chosen, out)
  work.coordinates.set(out.subarray(0, rank * count))
  for (let v = 0; v < count; v++) {
    const place = chosen.index[v]
    if (place >= 0) writePlain(work, out, v, chosen.packed[place][0])
  }
  for (const [v, label] of chosen.others) fitVoxel(work, v, label)
}

/** The labels of all voxels that vary; `others` have one that the kernels do not do. */
interface ChosenLabels extends PlainLabels {
  readonly others: readonly (readonly [number, Ar1Label])[]
}

function chooseLabels(work: SlabWork, residuals: Float64Array): ChosenLabels {
  const { workspace, at, uncertain } = work
  const { plan, scanCount } = workspace
  const { voxelCount: count, sums, amplification } = at
  const index = new Int32Array(count).fill(-1)
  const packed: Float64Array[] = []
  const others: (readonly [number, Ar1Label])[] = []
  const places = new Map<number, number>()
  const ofPairs = scanCount / (scanCount - 1)
  for (let v = 0; v < count; v++) {
    const squares = sums.squares[v]
    if (squares === 0) continue
    const left = residuals[v]
    const bins = left > 0 ? (residuals[count + v] / left) * ofPairs * plan.bins : 0
    if (isUncertain(amplification, bins, squares, left)) uncertain.push(v)
    const bin = Math.trunc(bins)
    const known = places.get(bin)
    if (known !== undefined) {
      index[v] = known
      continue
    }
    const label = labelOf(workspace, bins)
    if (label.plain === undefined) others.push([v, label])
    else places.set(bin, (index[v] = packed.push(label.plain) - 1))
  }
  return { index, packed, others }
}

function writePlain({ workspace, fit }: SlabWork, out: Float64Array, v: number, rho: number): void {
  const { rank, plan, scanCount } = workspace
  const { voxelCount: count } = fit
  const first = rank * count + v
  const residual = out[first + plainSums.whitenedSquares * count]
  const residualSum = out[first + plainSums.whitenedSum * count]
  const fittedSum = out[first + plainSums.fittedSum * count]
  const fitted = out[first + plainSums.fittedSquares * count] - (fittedSum * fittedSum) / scanCount
  fit.dispersion[v] = residual / plan.dispersionDivisor
  fit.noiseRho[v] = rho
  fit.rSquared[v] = rSquaredFromSums({ fitted, fittedSum, residual, residualSum, scanCount })
}

function fitVoxels(work: SlabWork): void {
  const { squares } = work.at.sums
  for (let v = 0; v < squares.length; v++) if (squares[v] !== 0) fitVoxel(work, v, null)
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
  const label = known ?? labelOf(workspace, bins)
  whitenRest(workspace, label, series, out)
  solve(workspace, label, series, out)
  out.residualSum = whitenedSum(workspace, label, series, out)
  for (let k = 0; k < rank; k++) coordinates[k * fit.voxelCount + v] = out.coordinates[k]
  fit.dispersion[v] = out.residualSquares / plan.dispersionDivisor
  fit.noiseRho[v] = label.rho
  fit.rSquared[v] = rSquared(workspace, label, out)
}
