import fQuantile from '@stdlib/stats-base-dists-f-quantile'
import type { Design } from '../design/design.ts'
import { Refusal } from '../finding.ts'
import { besides, multiplyTransposed, selectColumns, transpose, zeros, type Matrix } from '../math/matrix.ts'
import type { Slab } from '../volume/slab.ts'
import { residualTo } from '../math/columnSpace.ts'
import { singularSpace } from '../math/singularSpace.ts'
import type { VoxelScaling } from './fitPlan.ts'

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
  /** False where a constant makes the mean of the data irrelevant. */
  readonly needsOffset: boolean
}

/** The sum over selected voxels of y y' / variance; one per worker, then merged. */
export interface PooledCovariance {
  /** n x n; only the upper triangle is filled. */
  readonly sum: Matrix
  voxelCount: number
}

/** An empty sum over runs of `scanCount` scans. */
export function emptyPooledCovariance(scanCount: number): PooledCovariance {
  return { sum: zeros(scanCount, scanCount), voxelCount: 0 }
}

/** Adds what another worker has collected. */
export function mergePooledCovariance(into: PooledCovariance, from: PooledCovariance): void {
  for (let i = 0; i < into.sum.data.length; i++) into.sum.data[i] += from.sum.data[i]
  into.voxelCount += from.voxelCount
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
  return {
    scanCount: matrix.rows,
    basis: transpose(besides(besides(filterBasis, constants), interest)),
    interestRank: interest.columns,
    residualDf,
    threshold: fQuantile(1 - 0.001, interest.columns, residualDf),
    needsOffset: constants.columns === 0,
  }
}

/** The scaled series of a slab, scan by scan as in the slab, without the offset unless the plan needs it. */
function scaledSeries(plan: SelectionPlan, slab: Slab, scaling: VoxelScaling): Matrix {
  const { scanCount, voxelCount, centred } = slab
  const series = zeros(scanCount, voxelCount)
  for (let t = 0, i = 0; t < scanCount; t++) {
    for (let v = 0; v < voxelCount; v++, i++) {
      series.data[i] = scaling.scale[v] * centred[i] + (plan.needsOffset ? scaling.offset[v] : 0)
    }
  }
  return series
}

/** Per voxel the factor sqrt(residual df / residual sum of squares), 0 for voxels that are not selected. */
function selectionWeights(plan: SelectionPlan, series: Matrix): Float64Array {
  const voxelCount = series.columns
  const residual = new Float64Array(voxelCount)
  const interest = new Float64Array(voxelCount)
  for (let i = 0; i < series.data.length; i++) residual[i % voxelCount] += series.data[i] ** 2
  const coefficients = multiplyTransposed(transpose(plan.basis), series)
  const firstOfInterest = plan.basis.rows - plan.interestRank
  for (let k = 0; k < coefficients.rows; k++) {
    for (let v = 0; v < voxelCount; v++) {
      const square = coefficients.data[k * voxelCount + v] ** 2
      residual[v] -= square
      if (k >= firstOfInterest) interest[v] += square
    }
  }
  return residual.map((rss, v) => {
    const f = interest[v] / plan.interestRank / (rss / plan.residualDf)
    return rss > 0 && f > plan.threshold ? Math.sqrt(plan.residualDf / rss) : 0
  })
}

/**
 * Adds a slab's selected voxels to the sum. Voxels that do not vary in time are never selected; the slab must hold voxels
 * of the analysis mask only.
 */
export function accumulatePooledCovariance(
  plan: SelectionPlan,
  slab: Slab,
  scaling: VoxelScaling,
  accumulator: PooledCovariance,
): void {
  const series = scaledSeries(plan, slab, scaling)
  const weights = selectionWeights(plan, series)
  const selected = [...weights.keys()].filter((v) => weights[v] > 0)
  const chosen = zeros(slab.scanCount, selected.length)
  for (let t = 0, i = 0; t < slab.scanCount; t++) {
    for (const v of selected) chosen.data[i++] = weights[v] * series.data[t * slab.voxelCount + v]
  }
  addCrossProducts(chosen, accumulator.sum)
  accumulator.voxelCount += selected.length
}

/** sum := sum + a a', upper triangle, two by two elements at a time. */
function addCrossProducts({ rows: n, columns: m, data }: Matrix, sum: Matrix): void {
  for (let s = 0; s < n; s += 2) {
    const s0 = s * m
    const s1 = s + 1 < n ? s0 + m : s0
    for (let r = s; r < n; r += 2) {
      const r0 = r * m
      const r1 = r + 1 < n ? r0 + m : r0
      let a = 0
      let b = 0
      let c = 0
      let d = 0
      for (let v = 0; v < m; v++) {
        const x = data[s0 + v]
        const y = data[s1 + v]
        const z = data[r0 + v]
        const w = data[r1 + v]
        a += x * z
        b += x * w
        c += y * z
        d += y * w
      }
      sum.data[s * n + r] += a
      if (r + 1 < n) sum.data[s * n + r + 1] += b
      if (s + 1 < n && r > s) sum.data[(s + 1) * n + r] += c
      if (s + 1 < n && r + 1 < n) sum.data[(s + 1) * n + r + 1] += d
    }
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
