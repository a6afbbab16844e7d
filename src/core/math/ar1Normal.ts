import { onesColumn, residualTo } from './columnSpace.ts'
import { symmetricEigen } from './decompositions.ts'
import { delayed } from './lag.ts'
import { multiplyTransposed, transpose, zeros, type Matrix } from './matrix.ts'

/**
 * What whitening by any rho, W = I - rho S with S the delay by one scan, and then filtering, K, make of an orthonormal basis U
 * (n x r): every product is a polynomial of rho, so that a rho costs r x r numbers and not n x r.
 */
export interface Ar1Normals {
  /** r x r each: (K W U)'(K W U) = still - rho * moved + rho^2 * both. */
  readonly still: Matrix
  readonly moved: Matrix
  readonly both: Matrix
  /** r each: U'K1 and (S U)'K1. */
  readonly sums: Float64Array
  readonly delayedSums: Float64Array
  /** q x r each: X0'U and X0'S U. */
  readonly filterOn: Matrix
  readonly filterOnDelayed: Matrix
}

/** The polynomials of an orthonormal basis (n x r) under a filter K = I - X0 X0' (X0: n x q). */
export function ar1Normals(basis: Matrix, filterBasis: Matrix): Ar1Normals {
  const later = delayed(basis)
  const here = residualTo(filterBasis, basis)
  const before = residualTo(filterBasis, later)
  const ones = onesColumn(basis.rows)
  const cross = multiplyTransposed(here, before)
  const mirrored = transpose(cross)
  return {
    still: multiplyTransposed(here, here),
    moved: { ...cross, data: cross.data.map((value, i) => value + mirrored.data[i]) },
    both: multiplyTransposed(before, before),
    sums: multiplyTransposed(here, ones).data,
    delayedSums: multiplyTransposed(before, ones).data,
    filterOn: multiplyTransposed(filterBasis, basis),
    filterOnDelayed: multiplyTransposed(filterBasis, later),
  }
}

/** (K W U)'(K W U) at a rho, r x r. */
export function normalAt({ still, moved, both }: Ar1Normals, rho: number): Matrix {
  const result = zeros(still.rows, still.columns)
  for (let i = 0; i < result.data.length; i++) {
    result.data[i] = still.data[i] - rho * (moved.data[i] - rho * both.data[i])
  }
  return result
}

/** Below this ratio of eigenvalues (squared singular values) the normal equations give way to the pseudo-inverse. */
const worstRatio = 1e-9

/** Whether K W U keeps the rank of U by a wide margin, so that its normal equations may be inverted. */
export function isRegularAt(normals: Ar1Normals, rho: number, normal: Matrix): boolean {
  // |W x| lies between 1 - |rho| and 1 + |rho| times |x|: without a filter nothing needs to be looked at.
  const bound = ((1 - Math.abs(rho)) / (1 + Math.abs(rho))) ** 2
  if (normals.filterOn.rows === 0 && Math.abs(rho) < 1 && bound > worstRatio) return true
  const { values } = symmetricEigen(normal)
  return values[0] > worstRatio * values[values.length - 1]
}
