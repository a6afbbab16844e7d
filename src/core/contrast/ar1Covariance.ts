import type { Ar1FitPlan } from '../glm/fitPlan.ts'
import { ar1Normals, isRegularAt, normalAt, type Ar1Normals } from '../math/ar1Normal.ts'
import { columnSpace, residualTo } from '../math/columnSpace.ts'
import { pseudoInverse } from '../math/decompositions.ts'
import { whitenAr1 } from '../math/lag.ts'
import { multiply, transpose, type Matrix } from '../math/matrix.ts'
import { symmetricInverse } from '../math/symmetricInverse.ts'

interface Known {
  /** p x r: pinv(B). */
  readonly toBeta: Matrix
  readonly normals: Ar1Normals
  readonly labels: Map<number, Matrix>
}

const plans = new WeakMap<Ar1FitPlan, Known>()

function knownOf(plan: Ar1FitPlan): Known {
  const found = plans.get(plan)
  if (found !== undefined) return found
  const { basis, toBeta } = columnSpace(plan.designMatrix)
  const normals = ar1Normals(basis, plan.filterBasis)
  const known = { toBeta, normals, labels: new Map<number, Matrix>() }
  plans.set(plan, known)
  return known
}

/**
 * p x p: C = pinv(X_w) pinv(X_w)' with X_w the design whitened by a rho and then filtered, so that var(c'b) = c'C c times the
 * dispersion (nilearn 0.12.1, `regression.py`). Kept as long as the plan.
 */
export function ar1Covariance(plan: Ar1FitPlan, rho: number): Matrix {
  const known = knownOf(plan)
  const found = known.labels.get(rho)
  if (found !== undefined) return found
  const covariance = byNormalEquations(known, rho) ?? byPseudoInverse(plan, rho)
  known.labels.set(rho, covariance)
  return covariance
}

/**
 * With X = U B, U orthonormal and B of full row rank, pinv(X_w) = pinv(B) pinv(U_w): p x r and r x r, and U_w is as well
 * conditioned as whitening and filter leave it, whatever the design's scales. Undefined where they cost it a rank.
 */
function byNormalEquations({ toBeta, normals }: Known, rho: number): Matrix | undefined {
  const normal = normalAt(normals, rho)
  if (!isRegularAt(normals, rho, normal)) return undefined
  return multiply(toBeta, multiply(symmetricInverse(normal), transpose(toBeta)))
}

function byPseudoInverse(plan: Ar1FitPlan, rho: number): Matrix {
  const pinv = pseudoInverse(residualTo(plan.filterBasis, whitenAr1(plan.designMatrix, rho)))
  return multiply(pinv, transpose(pinv))
}
