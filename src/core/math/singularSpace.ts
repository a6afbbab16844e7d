import { rankTolerance, svd } from './decompositions.ts'
import { multiply, selectColumns, transpose, type Matrix } from './matrix.ts'

/** A matrix by its singular values above the rank tolerance: a = u diag(s) v', u n x r and v p x r (SPM12's spm_sp). */
export interface SingularSpace {
  readonly u: Matrix
  readonly s: Float64Array
  readonly v: Matrix
}

/** The singular space of an n x p matrix. */
export function singularSpace(a: Matrix): SingularSpace {
  const { u, s, v } = svd(a)
  const tolerance = rankTolerance(a, s)
  const kept = [...s.keys()].filter((k) => s[k] > tolerance)
  return { u: selectColumns(u, kept), s: Float64Array.from(kept, (k) => s[k]), v: selectColumns(v, kept) }
}

/** The pseudo-inverse (p x n) of the matrix of this space. */
export function pseudoInverseOf({ u, s, v }: SingularSpace): Matrix {
  const scaledV = { ...v, data: v.data.map((value, i) => value / s[i % v.columns]) }
  return multiply(scaledV, transpose(u))
}
