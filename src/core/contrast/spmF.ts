import { residualTo } from '../math/columnSpace.ts'
import { singularSpace } from '../math/singularSpace.ts'
import type { CommonFitPlan } from '../glm/fitPlan.ts'
import { multiply, multiplyTransposed, trace, transpose, type Matrix } from '../math/matrix.ts'

export interface SpmF {
  /** h, r x p: the extra sum of squares of a voxel is |h beta|^2. */
  readonly projection: Matrix
  /** tr(M V): F = ESS / effectTrace / dispersion. */
  readonly effectTrace: number
  /** tr(MV)^2 / tr(MVMV), and the effective residual degrees of freedom. */
  readonly df: readonly [number, number]
}

/**
 * SPM12's F of the rows of a contrast (m x p; redundant rows add nothing), with M the projector on the part of K W X that
 * the contrast tests (r7771, spm_FcUtil and spm_SpUtil). Plans without `spmInference` are taken as V = I. The rows must be
 * estimable.
 */
export function spmFStatistic(plan: CommonFitPlan, contrast: Matrix): SpmF {
  const design = plan.spmInference?.whitenedDesign ?? residualTo(plan.filterBasis, plan.designMatrix)
  const { u, s, v } = singularSpace(design)
  const rows = multiplyTransposed(v, transpose(contrast))
  const coordinates = { ...rows, data: rows.data.map((value, i) => value / s[Math.floor(i / rows.columns)]) }
  const basis = singularSpace(coordinates).u
  const scaledV = { ...v, data: v.data.map((value, i) => value * s[i % v.columns]) }
  const effects = multiply(u, basis)
  const ofBasis = plan.spmInference?.covarianceOfBasis
  const spread = ofBasis ? multiply(ofBasis, basis) : effects
  const inner = multiplyTransposed(effects, spread)
  const effectTrace = trace(inner)
  const squares = inner.data.reduce((sum, value) => sum + value * value, 0)
  return {
    projection: multiplyTransposed(basis, transpose(scaledV)),
    effectTrace,
    df: [effectTrace ** 2 / squares, plan.residualDf],
  }
}
