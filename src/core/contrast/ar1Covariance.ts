import type { Ar1FitPlan } from '../glm/fitPlan.ts'
import { ar1Space } from '../math/ar1Space.ts'
import { residualTo } from '../math/columnSpace.ts'
import { pseudoInverse } from '../math/decompositions.ts'
import { whitenAr1 } from '../math/lag.ts'
import { multiply, quadraticForm, transpose, type Matrix } from '../math/matrix.ts'

const known = new WeakMap<Ar1FitPlan, Map<number, Matrix>>()

/**
 * p x p: C = pinv(X_w) pinv(X_w)' with X_w the design whitened by a rho and then filtered, so that var(c'b) = c'C c times the
 * dispersion (nilearn 0.12.1, `regression.py`). Kept as long as the plan.
 */
export function ar1Covariance(plan: Ar1FitPlan, rho: number): Matrix {
  const ofPlan = known.get(plan) ?? new Map<number, Matrix>()
  known.set(plan, ofPlan)
  const found = ofPlan.get(rho)
  if (found !== undefined) return found
  const covariance = byNormalEquations(plan, rho) ?? byPseudoInverse(plan, rho)
  ofPlan.set(rho, covariance)
  return covariance
}

/**
 * With X = U B, U orthonormal and B of full row rank, pinv(X_w) = pinv(B) pinv(U_w): p x r and r x r, and U_w is as well
 * conditioned as whitening and filter leave it, whatever the design's scales. Undefined where they cost it a rank.
 */
function byNormalEquations({ designMatrix, filterBasis }: Ar1FitPlan, rho: number): Matrix | undefined {
  const { toBeta, at } = ar1Space(designMatrix, filterBasis)
  const { inverse } = at(rho)
  return inverse && multiply(toBeta, multiply(inverse, transpose(toBeta)))
}

function byPseudoInverse(plan: Ar1FitPlan, rho: number): Matrix {
  const pinv = pseudoInverse(residualTo(plan.filterBasis, whitenAr1(plan.designMatrix, rho)))
  return multiply(pinv, transpose(pinv))
}

/**
 * c C c' of one row c (1 x p) by rho, from r numbers and the inverse of r x r alone, with C as above; undefined where whitening by
 * a rho costs the design a rank.
 */
export function ar1EffectFactor(
  { designMatrix, filterBasis }: Ar1FitPlan,
  contrast: Matrix,
): (rho: number) => number | undefined {
  const { toBeta, at } = ar1Space(designMatrix, filterBasis)
  const weights = multiply(contrast, toBeta).data
  return (rho) => {
    const { inverse } = at(rho)
    return inverse && quadraticForm(inverse, weights)
  }
}
