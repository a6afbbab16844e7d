import { inverse, pseudoInverse, symmetricEigen } from '../math/decompositions.ts'
import { multiply, multiplyTransposed, scaled, subtract, transpose, type Matrix } from '../math/matrix.ts'
import { onesColumn, residualTo } from '../math/columnSpace.ts'
import { whitenAr1 } from '../math/lag.ts'

/** What does not depend on rho. */
export interface Ar1LabelInputs {
  /** n x r: U, orthonormal basis of the design. */
  readonly design: Matrix
  /** n x q: X0. */
  readonly filterBasis: Matrix
  /** p x r: pinv(X) = toBeta U'. */
  readonly toBeta: Matrix
}

/** The whitened, filtered normal equations in the coordinates of the design's basis U (n x r), for one rho. */
export interface Ar1Label {
  readonly rho: number
  /** r x r: inverse of (K W U)'(K W U), or what the pseudo-inverse of K W X makes of it. */
  readonly inverse: Matrix
  /** inverse * normal, where that is not the identity: whitening and filter cost the design a rank. */
  readonly shrink: Matrix | undefined
  /** r x r: normal matrix with each column's mean over the scans removed. */
  readonly centredNormal: Matrix
  /** (K W U)'1, r. */
  readonly sums: Float64Array
  /** q x r: X0' W U. */
  readonly filterOnWhitened: Matrix
}

/** Below this ratio of eigenvalues (squared singular values) the normal equations give way to the pseudo-inverse. */
const worstRatio = 1e-9

/** B M^+ B' with M = (KWX)'(KWX) and X = U B: the rank rule of pinv(KWX) carried to the basis' coordinates. */
function inverseByPseudoInverse(toBeta: Matrix, whitenedBasis: Matrix): Matrix {
  const toDesign = pseudoInverse(toBeta)
  const half = multiply(toDesign, pseudoInverse(multiply(whitenedBasis, toDesign)))
  return multiply(half, transpose(half))
}

/** Normal equations of nilearn's AR(1) at a rho; with a filter X_w = K(wX) as for SPM12's data: whiten, then filter. */
export function ar1Label(inputs: Ar1LabelInputs, rho: number): Ar1Label {
  const { design, filterBasis, toBeta } = inputs
  const whitened = whitenAr1(design, rho)
  const filtered = residualTo(filterBasis, whitened)
  const normal = multiplyTransposed(filtered, filtered)
  const { values } = symmetricEigen(normal)
  const regular = values[0] > worstRatio * values[values.length - 1]
  const inverted = regular ? inverse(normal) : inverseByPseudoInverse(toBeta, filtered)
  const sums = multiplyTransposed(filtered, onesColumn(design.rows))
  const means = scaled(multiply(sums, transpose(sums)), 1 / design.rows)
  return {
    rho,
    inverse: inverted,
    shrink: regular ? undefined : multiply(inverted, normal),
    centredNormal: subtract(normal, means),
    sums: sums.data,
    filterOnWhitened: multiplyTransposed(filterBasis, whitened),
  }
}
