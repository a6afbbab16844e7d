import { inverse, pseudoInverse } from '../math/decompositions.ts'
import { multiply, transpose, type Matrix } from '../math/matrix.ts'
import { ar1Covariance, ar1EffectFactor } from './ar1Covariance.ts'
import type { FitPlan } from '../glm/fitPlan.ts'

/** c C c' for the rows c of a contrast at a voxel's rho: rows x rows, to be multiplied by the dispersion. */
export function contrastCovariance(plan: FitPlan, contrast: Matrix, rho: number): Matrix {
  const covariance = plan.kind === 'common' ? plan.covariance : ar1Covariance(plan, rho)
  return multiply(contrast, multiply(covariance, transpose(contrast)))
}

const effectFactors = new WeakMap<FitPlan, WeakMap<Matrix, (rho: number) => number>>()

/** c C c' of a contrast of one row at a voxel's rho, computed once per noise label for all slabs of a fit. */
export function effectFactor(plan: FitPlan, contrast: Matrix): (rho: number) => number {
  const ofPlan = effectFactors.get(plan) ?? new WeakMap<Matrix, (rho: number) => number>()
  effectFactors.set(plan, ofPlan)
  const known = ofPlan.get(contrast)
  if (known !== undefined) return known
  const ofRho = plan.kind === 'nilearn-ar1' ? ar1EffectFactor(plan, contrast) : null
  const factor = perLabel(plan, (rho) => ofRho?.(rho) ?? contrastCovariance(plan, contrast, rho).data[0])
  ofPlan.set(contrast, factor)
  return factor
}

/** Remembers what `compute` gives for each noise label; a common plan has one. */
export function perLabel<Value>(plan: FitPlan, compute: (rho: number) => Value): (rho: number) => Value {
  const known = new Map<number, Value>()
  return (rho) => {
    const key = plan.kind === 'common' ? 0 : rho
    const found = known.get(key)
    if (found !== undefined) return found
    const value = compute(rho)
    known.set(key, value)
    return value
  }
}

/** Inverse of a contrast covariance; the pseudo-inverse where its rows depend on each other. */
export function contrastPrecision(covariance: Matrix): Matrix {
  try {
    return inverse(covariance)
  } catch {
    return pseudoInverse(covariance)
  }
}
