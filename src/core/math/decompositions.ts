import {
  EigenvalueDecomposition,
  Matrix as MlMatrix,
  SingularValueDecomposition,
  LuDecomposition,
} from 'ml-matrix'
import { multiply, transpose, zeros, type Matrix } from './matrix.ts'

const epsilon = 2 ** -52

function toMl(a: Matrix): MlMatrix {
  const result = new MlMatrix(a.rows, a.columns)
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.columns; j++) result.set(i, j, a.data[i * a.columns + j])
  }
  return result
}

function fromMl(a: MlMatrix): Matrix {
  const result = zeros(a.rows, a.columns)
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < a.columns; j++) result.data[i * a.columns + j] = a.get(i, j)
  }
  return result
}

/** a = u diag(s) v', thin: u is rows x k, v is columns x k, s descending, k = min(rows, columns). */
export interface Svd {
  readonly u: Matrix
  readonly s: Float64Array
  readonly v: Matrix
}

const knownSvds = new WeakMap<Matrix, Svd>()

/** Singular value decomposition of a design-sized matrix, kept as long as the matrix, which must not change. */
export function svd(a: Matrix): Svd {
  const known = knownSvds.get(a) ?? newSvd(a)
  knownSvds.set(a, known)
  return known
}

/** Far below what any other number rounds away, and far enough above the last numbers, which have fewer digits. */
const leastNumber = 1e-290

function newSvd(a: Matrix): Svd {
  // ml-matrix 6.15.1 divides by the length of each column: of one of 5e-324 it makes singular values that are half as large again.
  const data = a.data.map((value) => (Math.abs(value) < leastNumber ? 0 : value))
  const result = new SingularValueDecomposition(toMl({ ...a, data }), { autoTranspose: true })
  return {
    u: fromMl(result.leftSingularVectors),
    s: Float64Array.from(result.diagonal),
    v: fromMl(result.rightSingularVectors),
  }
}

/** The largest singular value that counts as zero: max(rows, columns) * eps * s_max, as in scipy, numpy and SPM12. */
export function rankTolerance(a: Matrix, s: Float64Array): number {
  return Math.max(a.rows, a.columns) * epsilon * (s.length > 0 ? Math.max(...s) : 0)
}

/** Moore-Penrose pseudo-inverse (columns x rows), dropping singular values at or below `rankTolerance`. */
export function pseudoInverse(a: Matrix): Matrix {
  const { u, s, v } = svd(a)
  const tolerance = rankTolerance(a, s)
  const scaledV = zeros(v.rows, v.columns)
  for (let i = 0; i < v.rows; i++) {
    for (let k = 0; k < v.columns; k++) {
      scaledV.data[i * v.columns + k] = s[k] > tolerance ? v.data[i * v.columns + k] / s[k] : 0
    }
  }
  return multiply(scaledV, transpose(u))
}

/** Number of singular values above `rankTolerance`. */
export function rank(a: Matrix): number {
  const { s } = svd(a)
  const tolerance = rankTolerance(a, s)
  return s.filter((value) => value > tolerance).length
}

/** Inverse of a regular square matrix. Throws when it is singular. */
export function inverse(a: Matrix): Matrix {
  return fromMl(new LuDecomposition(toMl(a)).solve(MlMatrix.eye(a.rows, a.rows)))
}

/** Eigenvalues (ascending) and orthonormal eigenvectors (columns) of a symmetric matrix. */
export interface SymmetricEigen {
  readonly values: Float64Array
  readonly vectors: Matrix
}

/** Eigendecomposition of a symmetric matrix. */
export function symmetricEigen(a: Matrix): SymmetricEigen {
  const result = new EigenvalueDecomposition(toMl(a), { assumeSymmetric: true })
  return { values: Float64Array.from(result.realEigenvalues), vectors: fromMl(result.eigenvectorMatrix) }
}
