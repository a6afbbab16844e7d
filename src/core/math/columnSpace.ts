import { rankTolerance, svd } from './decompositions.ts'
import { besides, fromColumns, multiply, multiplyTransposed, subtract, type Matrix } from './matrix.ts'
import { allParts, type Parts } from './parts.ts'

/** An orthonormal basis of a matrix's columns, with the way back: pinv(matrix) = toBeta * basis'. */
export interface ColumnSpace {
  /** n x r. */
  readonly basis: Matrix
  /** p x r: V / s. */
  readonly toBeta: Matrix
}

/** What lies outside span([X, X0]) of the constant counts as rounding below this share of its length. */
const constantShare = 1e-8

/** Orthonormal basis of the columns of `matrix`, singular values at or below `rankTolerance` dropped. */
export function columnSpace(matrix: Matrix): ColumnSpace {
  const { u, s, v } = svd(matrix)
  const tolerance = rankTolerance(matrix, s)
  const kept = Array.from(s.keys()).filter((k) => s[k] > tolerance)
  const pick = (from: Matrix, weight: (k: number) => number): Matrix =>
    fromColumns(
      from.rows,
      kept.map((k) =>
        Float64Array.from({ length: from.rows }, (_, i) => from.data[i * from.columns + k] * weight(k)),
      ),
    )
  return { basis: pick(u, () => 1), toBeta: pick(v, (k) => 1 / s[k]) }
}

/** `matrix` minus its projection on the orthonormal columns of `basis`, taken twice against rounding. */
export function residualTo(basis: Matrix, matrix: Matrix): Matrix {
  return allParts(residualToInParts(basis, matrix))
}

/** The same in parts. */
export function* residualToInParts(basis: Matrix, matrix: Matrix): Parts<Matrix> {
  if (basis.columns === 0) return matrix
  const once = yield* lessProjection(basis, matrix)
  yield
  return yield* lessProjection(basis, once)
}

function* lessProjection(basis: Matrix, matrix: Matrix): Parts<Matrix> {
  const coefficients = multiplyTransposed(basis, matrix)
  yield
  return subtract(matrix, multiply(basis, coefficients))
}

/** Orthonormal directions of span(matrix) that `basis` lacks, n x k; those shorter than 1e-8 of the matrix count as rounding. */
export function missingDirections(basis: Matrix, matrix: Matrix): Matrix {
  if (matrix.columns === 0) return matrix
  const rest = residualTo(basis, matrix)
  const { u, s } = svd(rest)
  const size = Math.sqrt(matrix.data.reduce((sum, value) => sum + value * value, 0))
  const kept = Array.from(s.keys()).filter((k) => s[k] > constantShare * size)
  return fromColumns(
    matrix.rows,
    kept.map((k) => Float64Array.from({ length: u.rows }, (_, i) => u.data[i * u.columns + k])),
  )
}

/** A column of n ones. */
export function onesColumn(n: number): Matrix {
  return { rows: n, columns: 1, data: new Float64Array(n).fill(1) }
}

/** The unit vector in which the constant leaves the span of `basis`: n x 1, or n x 0 when it does not leave it. */
export function constantOutside(basis: Matrix): Matrix {
  return missingDirections(basis, onesColumn(basis.rows))
}

/** Whether a constant is outside span([X, X0]). */
export function constantIsOutside(designMatrix: Matrix, filterBasis: Matrix): boolean {
  return constantOutside(columnSpace(besides(designMatrix, filterBasis)).basis).columns > 0
}
