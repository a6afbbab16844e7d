import type { Ar1FitPlan } from '../glm/fitPlan.ts'
import { residualTo } from '../math/columnSpace.ts'
import { pseudoInverse } from '../math/decompositions.ts'
import { whitenAr1 } from '../math/lag.ts'
import { multiply, transpose, type Matrix } from '../math/matrix.ts'

const covariances = new WeakMap<Ar1FitPlan, Map<number, Matrix>>()

function labelsOf(plan: Ar1FitPlan): Map<number, Matrix> {
  const known = covariances.get(plan)
  if (known !== undefined) return known
  const labels = new Map<number, Matrix>()
  covariances.set(plan, labels)
  return labels
}

/**
 * p x p: C = pinv(X_w) pinv(X_w)' with X_w the design whitened by a rho and then filtered, so that var(c'b) = c'C c times the
 * dispersion (nilearn 0.12.1, `regression.py`). Kept as long as the plan.
 */
export function ar1Covariance(plan: Ar1FitPlan, rho: number): Matrix {
  const labels = labelsOf(plan)
  const known = labels.get(rho)
  if (known !== undefined) return known
  const pinv = pseudoInverse(residualTo(plan.filterBasis, whitenAr1(plan.designMatrix, rho)))
  const covariance = multiply(pinv, transpose(pinv))
  labels.set(rho, covariance)
  return covariance
}
