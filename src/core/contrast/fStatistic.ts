import type { CommonFitPlan, FitPlan, SlabFit } from '../glm/fitPlan.ts'
import type { Matrix } from '../math/matrix.ts'
import { contrastCovariance, contrastPrecision, perLabel } from './contrastVariance.ts'
import { spmFStatistic } from './spmF.ts'

/** nilearn divides by a dispersion no smaller than this (0.12.1, `contrasts.py`). */
const smallestVariance = 1e-50

type SpmPlan = CommonFitPlan & Required<Pick<CommonFitPlan, 'spmInference'>>

function isSpm(plan: FitPlan): plan is SpmPlan {
  return plan.kind === 'common' && plan.spmInference !== undefined
}

/** [df1, df2]: rows of the contrast and residual df; SPM12's effective ones for its own inference. */
export function fStatisticDf(plan: FitPlan, contrast: Matrix): readonly [number, number] {
  return isSpm(plan) ? spmFStatistic(plan, contrast).df : [contrast.rows, plan.residualDf]
}

/** Rows of `matrix` applied to one voxel's betas, into `out`. */
function applyToBeta(matrix: Matrix, fit: SlabFit, v: number, out: Float64Array): void {
  for (let i = 0; i < matrix.rows; i++) {
    let sum = 0
    for (let k = 0; k < matrix.columns; k++) {
      sum += matrix.data[i * matrix.columns + k] * fit.beta[k * fit.voxelCount + v]
    }
    out[i] = sum
  }
}

function quadratic(matrix: Matrix, x: Float64Array): number {
  let sum = 0
  for (let i = 0; i < matrix.rows; i++) {
    for (let k = 0; k < matrix.columns; k++) sum += x[i] * matrix.data[i * matrix.columns + k] * x[k]
  }
  return sum
}

/** F = (c b)' (c C c')^-1 (c b) / (rows * dispersion) (nilearn 0.12.1, `contrasts.py`). */
function nilearnF(plan: FitPlan, fit: SlabFit, contrast: Matrix): Float64Array {
  const precision = perLabel(plan, (rho) => contrastPrecision(contrastCovariance(plan, contrast, rho)))
  const effect = new Float64Array(contrast.rows)
  return fit.dispersion.map((dispersion, v) => {
    applyToBeta(contrast, fit, v, effect)
    const sum = quadratic(precision(fit.noiseRho[v]), effect)
    return sum / contrast.rows / Math.max(dispersion, smallestVariance)
  })
}

/** F = (|h b|^2 / tr MV) / ResMS (SPM12 r7771). */
function spmF(plan: SpmPlan, fit: SlabFit, contrast: Matrix): Float64Array {
  const { projection, effectTrace } = spmFStatistic(plan, contrast)
  const tested = new Float64Array(projection.rows)
  return fit.dispersion.map((dispersion, v) => {
    applyToBeta(projection, fit, v, tested)
    const extraSquares = tested.reduce((sum, value) => sum + value * value, 0)
    return extraSquares / effectTrace / Math.max(dispersion, smallestVariance)
  })
}

/** F of a contrast's rows at every voxel of a slab. */
export function fStatistics(plan: FitPlan, fit: SlabFit, contrast: Matrix): Float64Array {
  return isSpm(plan) ? spmF(plan, fit, contrast) : nilearnF(plan, fit, contrast)
}
