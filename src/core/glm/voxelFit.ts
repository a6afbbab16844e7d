import { whitenAr1 } from '../math/lag.ts'
import { residualTo } from '../math/columnSpace.ts'
import {
  columnOf,
  fromColumns,
  multiply,
  multiplyVector,
  quadraticForm,
  type Matrix,
} from '../math/matrix.ts'
import type { FitPlan } from './fitPlan.ts'
import { whitenedBy } from './whiteningRows.ts'

/** Estimates at one voxel, as a fit keeps them. */
export interface VoxelNumbers {
  /** p. */
  readonly beta: Float64Array
  readonly dispersion: number
  readonly noiseRho: number
  readonly rSquared: number
}

/** A voxel's fit scan by scan; every array has n numbers unless said otherwise. */
export interface VoxelFit extends VoxelNumbers {
  /** The modelled series, in the pipeline's units. */
  readonly series: Float64Array
  /** X b, with what a filter takes out of the series added, so that it lies on the series. */
  readonly fitted: Float64Array
  /** series - fitted. */
  readonly residuals: Float64Array
  /** What least squares was minimised over: K W (y - X b). */
  readonly whitenedResiduals: Float64Array
  /** p: sqrt(C_jj dispersion). */
  readonly standardErrors: Float64Array
  /** sqrt(x' C x dispersion) of X b at each scan, x the scan's row of the unwhitened design. */
  readonly fittedStandardErrors: Float64Array
  readonly residualDf: number
  /** p x p: C, so that var(c'b) = c'C c times the dispersion. */
  readonly covariance: Matrix
}

/** The fit of one modelled series from its estimates. `covariance` is C, p x p, so that var(b) = C dispersion. */
export function voxelFit(
  plan: FitPlan,
  covariance: Matrix,
  series: Float64Array,
  numbers: VoxelNumbers,
): VoxelFit {
  const modelled = multiplyVector(plan.designMatrix, numbers.beta)
  const left = series.map((value, scan) => value - modelled[scan])
  const residuals = columnOf(residualTo(plan.filterBasis, fromColumns(series.length, [left])), 0)
  return {
    ...numbers,
    series,
    fitted: series.map((value, scan) => value - residuals[scan]),
    residuals,
    whitenedResiduals: whitened(plan, left, numbers.noiseRho),
    standardErrors: Float64Array.from({ length: covariance.columns }, (_, j) =>
      Math.sqrt(Math.max(0, covariance.data[j * covariance.columns + j] * numbers.dispersion)),
    ),
    fittedStandardErrors: fittedStandardErrors(plan.designMatrix, covariance, numbers.dispersion),
    residualDf: plan.residualDf,
    covariance,
  }
}

/** K W e with the plan's whitening, or nilearn's for a voxel's rho (its first row unscaled). */
function whitened(plan: FitPlan, residual: Float64Array, rho: number): Float64Array {
  const column = fromColumns(residual.length, [residual])
  const white =
    plan.kind === 'nilearn-ar1'
      ? whitenAr1(column, rho)
      : plan.whitening === undefined
        ? column
        : whitenedBy(plan.whitening, column)
  return columnOf(residualTo(plan.filterBasis, white), 0)
}

function fittedStandardErrors(design: Matrix, covariance: Matrix, dispersion: number): Float64Array {
  const product = multiply(design, covariance)
  return Float64Array.from({ length: design.rows }, (_, scan) => {
    let sum = 0
    for (let j = 0; j < design.columns; j++) {
      sum += product.data[scan * design.columns + j] * design.data[scan * design.columns + j]
    }
    return Math.sqrt(Math.max(0, sum * dispersion))
  })
}

/** A t contrast at a voxel. */
export interface ContrastNumbers {
  readonly effect: number
  readonly standardError: number
  readonly t: number
}

/** nilearn divides by the root of a variance no smaller than this (0.12.1, `contrasts.py`). */
const smallestVariance = 1e-50

/** Effect c'b, standard error sqrt(c'C c dispersion) and t of one row of weights. */
export function contrastNumbers(fit: VoxelFit, weights: Float64Array): ContrastNumbers {
  const effect = weights.reduce((sum, weight, j) => sum + weight * fit.beta[j], 0)
  const variance = quadraticForm(fit.covariance, weights) * fit.dispersion
  return {
    effect,
    standardError: Math.sqrt(Math.max(0, variance)),
    t: effect / Math.sqrt(Math.max(variance, smallestVariance)),
  }
}

/** The part of a fit that a contrast asks for, and the data with everything else taken out. */
export interface ContrastResponse {
  /** n: X c (c'c)^-1 c'b. */
  readonly fitted: Float64Array
  /** n: that plus the residuals. */
  readonly adjusted: Float64Array
}

/**
 * Fitted response and adjusted data of a t contrast: X c c^+ b, and the same plus the residuals ("fitted responses" of SPM12,
 * Friston et al. 1995, Human Brain Mapping 2:189-210).
 */
export function contrastResponse(
  design: Matrix,
  weights: Float64Array,
  fit: Pick<VoxelFit, 'beta' | 'residuals'>,
): ContrastResponse {
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0)
  const effect = weights.reduce((sum, weight, j) => sum + weight * fit.beta[j], 0)
  const fitted = multiplyVector(
    design,
    weights.map((weight) => (weight * effect) / squares),
  )
  return { fitted, adjusted: fitted.map((value, scan) => value + fit.residuals[scan]) }
}
