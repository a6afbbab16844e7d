import type { Ar1Space } from '../math/ar1Space.ts'
import { residualTo } from '../math/columnSpace.ts'
import { packLabel } from './ar1Usual.ts'
import { pseudoInverse } from '../math/decompositions.ts'
import { whitenAr1 } from '../math/lag.ts'
import { multiply, scaled, subtract, transpose, type Matrix } from '../math/matrix.ts'

/** What does not depend on rho. */
export interface Ar1LabelInputs {
  /** Of design and filter: U, n x r, is the design's orthonormal basis. */
  readonly space: Ar1Space
  /** n x q: X0. */
  readonly filterBasis: Matrix
}

/** The whitened, filtered normal equations in the coordinates of the design's basis U (n x r), for one rho. */
export interface Ar1Label {
  readonly rho: number
  /** r x r: inverse of (K W U)'(K W U), or what the pseudo-inverse of K W X makes of it. */
  readonly inverse: Matrix
  /** inverse * normal, where that is not the identity: whitening and filter cost the design a rank. */
  readonly shrink: Matrix | undefined
  /** r x r: (K W U)'(K W U). */
  readonly normal: Matrix
  /** (K W U)'1, r. */
  readonly sums: Float64Array
  /** For the kernels; undefined where they do not do: whitening costs the design a rank. */
  readonly packed: Float64Array | undefined
  /** q x r: X0' W U. */
  readonly filterOnWhitened: Matrix
}

/** B M^+ B' with M = (KWX)'(KWX) and X = U B: the rank rule of pinv(KWX) carried to the basis' coordinates. */
function inverseByPseudoInverse(toBeta: Matrix, whitenedBasis: Matrix): Matrix {
  const toDesign = pseudoInverse(toBeta)
  const half = multiply(toDesign, pseudoInverse(multiply(whitenedBasis, toDesign)))
  return multiply(half, transpose(half))
}

/** Normal equations of nilearn's AR(1) at a rho; with a filter X_w = K(wX) as for SPM12's data: whiten, then filter. */
export function ar1Label(inputs: Ar1LabelInputs, rho: number): Ar1Label {
  const { normals, at } = inputs.space
  const { normal, inverse } = at(rho)
  const inverted = inverse ?? irregularInverse(inputs, rho)
  const sums = normals.sums.map((sum, k) => sum - rho * normals.delayedSums[k])
  return {
    rho,
    inverse: inverted,
    shrink: inverse ? undefined : multiply(inverted, normal),
    normal,
    packed: inverse && packLabel(rho, sums, inverse.data),
    sums,
    filterOnWhitened: subtract(normals.filterOn, scaled(normals.filterOnDelayed, rho)),
  }
}

function irregularInverse({ space, filterBasis }: Ar1LabelInputs, rho: number): Matrix {
  return inverseByPseudoInverse(space.toBeta, residualTo(filterBasis, whitenAr1(space.basis, rho)))
}
