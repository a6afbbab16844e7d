import fQuantile from '@stdlib/stats-base-dists-f-quantile'
import type { Design } from '../design/design.ts'
import { Refusal } from '../finding.ts'
import {
  besides,
  fromColumns,
  multiplyTransposed,
  selectColumns,
  transpose,
  zeros,
  type Matrix,
} from '../math/matrix.ts'
import type { Slab } from '../volume/slab.ts'
import { onesColumn, residualTo } from '../math/columnSpace.ts'
import { allParts, multiplicationsPerPart, type Parts } from '../math/parts.ts'
import { singularSpace } from '../math/singularSpace.ts'
import type { VoxelScaling } from './fitPlan.ts'
import { distinctColumns, plannedRows, spanCombination, type PlannedRows } from './rowCombination.ts'
import { areSameVectors } from './scanVector.ts'
import { losesDigits } from './uncertain.ts'
import { plainKernels, type SlabKernels } from './slabKernels.ts'
import { directView, project, type SlabView } from './slabView.ts'

/** How voxels are chosen for the pooled covariance: an F test of every column but the constants, by least squares. */
export interface SelectionPlan {
  readonly scanCount: number
  /** k x n, orthonormal rows: filter, columns of no interest, then `interestRank` of interest. */
  readonly basis: Matrix
  readonly interestRank: number
  /** n - rank(KX): the filter is not subtracted here. */
  readonly residualDf: number
  /** Voxels with F above this are pooled: p < .001. */
  readonly threshold: number
  /** The basis and a row of ones. */
  readonly rows: PlannedRows
  /** Sum over the scans of every row of the basis. */
  readonly sums: Float64Array
  /** False where a constant makes the mean of the data irrelevant. */
  readonly needsOffset: boolean
}

/** The sum over selected voxels of y y' / variance; one per worker, then merged. */
export interface PooledCovariance {
  /** n x n; only the upper triangle is filled. */
  readonly sum: Matrix
  voxelCount: number
  /** Which voxels, as the caller names them. */
  readonly voxels: number[]
}

/** An empty sum over runs of `scanCount` scans. */
export function emptyPooledCovariance(scanCount: number): PooledCovariance {
  return { sum: zeros(scanCount, scanCount), voxelCount: 0, voxels: [] }
}

/** Adds what another worker has collected. */
export function mergePooledCovariance(into: PooledCovariance, from: PooledCovariance): void {
  for (let i = 0; i < into.sum.data.length; i++) into.sum.data[i] += from.sum.data[i]
  into.voxelCount += from.voxelCount
  for (const voxel of from.voxels) into.voxels.push(voxel)
}

/** SPM12's selection of voxels for the noise covariance (r7771, spm_spm and spm_est_non_sphericity). */
export function spmSelectionPlan(design: Design): SelectionPlan {
  const { matrix, filterBasis, columns } = design
  const indices = (isConstant: boolean): number[] =>
    [...columns.keys()].filter((j) => (columns[j].role === 'constant') === isConstant)
  const filteredDesign = residualTo(filterBasis, matrix)
  const constants = singularSpace(selectColumns(filteredDesign, indices(true))).u
  const interest = singularSpace(residualTo(constants, selectColumns(filteredDesign, indices(false)))).u
  const rank = singularSpace(filteredDesign).s.length
  const residualDf = matrix.rows - rank
  const directions = besides(besides(filterBasis, constants), interest)
  const ones = onesColumn(matrix.rows)
  return {
    scanCount: matrix.rows,
    basis: transpose(directions),
    rows: withOnes(directions, [matrix, filterBasis, ones]),
    sums: multiplyTransposed(directions, ones).data,
    interestRank: interest.columns,
    residualDf,
    threshold: fQuantile(1 - 0.001, interest.columns, residualDf),
    needsOffset: constants.columns === 0,
  }
}

/** Rows of an orthonormal basis and, after them, one of ones. */
function withOnes(basis: Matrix, sources: readonly Matrix[]): PlannedRows {
  const ones = onesColumn(basis.rows)
  const span = spanCombination(basis, sources)
  const rows = transpose(besides(basis, ones))
  if (span === null) return plannedRows(rows, null)
  const [onesVector] = distinctColumns([ones])
  const ofOnes = span.vectors.map((vector) => (areSameVectors(vector, onesVector) ? 1 : 0))
  const coefficients = transpose(besides(span.coefficients, fromColumns(ofOnes.length, [ofOnes])))
  return plannedRows(rows, { ...span, coefficients })
}

/** F this close to the threshold, relatively, is decided by sums over the series themselves. */
const closeToThreshold = 1e-9

/** Per voxel the factor sqrt(residual df / residual sum of squares), 0 for voxels that are not selected. */
function selectionWeights(plan: SelectionPlan, view: SlabView, scaling: VoxelScaling): Float64Array {
  const { voxelCount, scanCount } = view
  const { rows, sums, basis, interestRank, residualDf } = plan
  const projected = new Float64Array(rows.rows.rows * voxelCount)
  const amplification = project(view, rows, projected)
  const firstOfInterest = basis.rows - interestRank
  let uncertain = false
  const weights = view.sums.squares.map((square, v) => {
    const scale = scaling.scale[v]
    const offset = plan.needsOffset ? scaling.offset[v] : 0
    const seriesSum = projected[basis.rows * voxelCount + v]
    let rss = scale * scale * square + offset * (2 * scale * seriesSum + scanCount * offset)
    let interest = 0
    for (let k = 0; k < basis.rows; k++) {
      const part = (scale * projected[k * voxelCount + v] + offset * sums[k]) ** 2
      rss -= part
      if (k >= firstOfInterest) interest += part
    }
    const f = interest / interestRank / (rss / residualDf)
    const isClose = amplification > 0 && Math.abs(f / plan.threshold - 1) < closeToThreshold
    if (isClose || losesDigits(amplification, scale * scale * square, rss)) uncertain = true
    return square > 0 && rss > 0 && f > plan.threshold ? Math.sqrt(residualDf / rss) : 0
  })
  return uncertain ? selectionWeights(plan, directView(view.slab(), view.kernels), scaling) : weights
}

/** A slab of voxels of the analysis mask, with their names where the caller wants to know which were selected. */
export interface PooledSlab {
  readonly slab: Slab
  readonly scaling: VoxelScaling
  readonly voxels?: ArrayLike<number>
}

/** The same, read through a view. */
export type PooledView = Omit<PooledSlab, 'slab'> & { readonly view: SlabView }

/**
 * Adds a slab's selected voxels to the sum. Voxels that do not vary in time are never selected; the slab must hold voxels
 * of the analysis mask only.
 */
export function accumulatePooledCovariance(
  plan: SelectionPlan,
  { slab, scaling, voxels }: PooledSlab,
  accumulator: PooledCovariance,
  kernels: SlabKernels = plainKernels,
): void {
  const view = directView(slab, kernels)
  accumulateFromView(plan, { view, scaling, ...(voxels === undefined ? {} : { voxels }) }, accumulator)
}

/** The same for a slab's voxels however they are read. */
export function accumulateFromView(
  plan: SelectionPlan,
  part: PooledView,
  accumulator: PooledCovariance,
): void {
  allParts(accumulateInParts(plan, part, accumulator))
}

/** The same in parts: cross products of many scans take their time. */
export function* accumulateInParts(
  plan: SelectionPlan,
  { view, scaling, voxels }: PooledView,
  accumulator: PooledCovariance,
): Parts<void> {
  const weights = selectionWeights(plan, view, scaling)
  const selected = Int32Array.from([...weights.keys()].filter((v) => weights[v] > 0))
  if (selected.length === 0) return
  const factors = Float64Array.from(selected, (v) => weights[v] * scaling.scale[v])
  const chosen: ChosenSeries =
    view.some === undefined
      ? { slab: view.slab(), selected, factors }
      : { slab: view.some(selected), selected: selected.map((_voxel, i) => i), factors }
  const perPart = Math.max(16, Math.floor(multiplicationsPerPart / plan.scanCount ** 2))
  for (let first = 0; first < selected.length; first += perPart) {
    if (first > 0) yield
    addCrossProducts(someOf(chosen, first, first + perPart), accumulator.sum, view.kernels)
  }
  accumulator.voxelCount += selected.length
  if (voxels !== undefined) for (const v of selected) accumulator.voxels.push(voxels[v])
  if (!plan.needsOffset) return
  const offsets = Float64Array.from(selected, (v) => weights[v] * scaling.offset[v])
  addOffsets(chosen, offsets, accumulator.sum)
}

/** Some voxels of a slab and what their centred series are multiplied by. */
interface ChosenSeries {
  readonly slab: Slab
  readonly selected: Int32Array
  readonly factors: Float64Array
}

function someOf({ slab, selected, factors }: ChosenSeries, first: number, end: number): ChosenSeries {
  return { slab, selected: selected.subarray(first, end), factors: factors.subarray(first, end) }
}

/**
 * sum := sum + the cross products of the chosen series, upper triangle. The kernel that sums over scans sums over voxels here:
 * its data are the chosen series with scans and voxels exchanged.
 */
function addCrossProducts(
  { slab, selected, factors }: ChosenSeries,
  sum: Matrix,
  kernels: SlabKernels,
): void {
  const { scanCount: n, voxelCount, centred } = slab
  const m = selected.length
  const exchanged = new Float32Array(m * n)
  const weighted = zeros(Math.ceil(n / 4) * 4, m)
  for (let t = 0; t < n; t++) {
    for (let i = 0; i < m; i++) {
      const value = centred[t * voxelCount + selected[i]]
      exchanged[i * n + t] = value
      weighted.data[t * m + i] = factors[i] * factors[i] * value
    }
  }
  const products = new Float64Array(weighted.rows * n)
  const series: Slab = { scanCount: m, voxelCount: n, centred: exchanged, means: new Float64Array(n) }
  kernels.project(weighted, series, products)
  for (let s = 0; s < n; s++) {
    for (let t = s; t < n; t++) sum.data[s * n + t] += products[s * n + t]
  }
}

/** What offsets beside the centred series add to their cross products. */
function addOffsets({ slab, selected, factors }: ChosenSeries, offsets: Float64Array, sum: Matrix): void {
  const { scanCount: n, voxelCount, centred } = slab
  const along = new Float64Array(n)
  for (let t = 0; t < n; t++) {
    for (let i = 0; i < selected.length; i++) {
      along[t] += offsets[i] * factors[i] * centred[t * voxelCount + selected[i]]
    }
  }
  const square = offsets.reduce((total, offset) => total + offset * offset, 0)
  for (let s = 0; s < n; s++) {
    for (let t = s; t < n; t++) sum.data[s * n + t] += along[s] + along[t] + square
  }
}

/** The mean over selected voxels, n x n. Throws a Refusal, as SPM12 stops, when no voxel was selected. */
export function finishPooledCovariance({ sum, voxelCount }: PooledCovariance): Matrix {
  if (voxelCount === 0) {
    throw new Refusal({
      code: 'reml-no-voxels',
      severity: 'error',
      message:
        'There are no significant voxels: SPM12 estimates the noise covariance where the design explains the data (F, p < .001), and no voxel of the mask reaches that.',
      remedy: 'Choose ordinary least squares as the noise model, or check events and mask.',
    })
  }
  const n = sum.rows
  const mean = zeros(n, n)
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      const value = sum.data[i * n + j] / voxelCount
      mean.data[i * n + j] = value
      mean.data[j * n + i] = value
    }
  }
  return mean
}
