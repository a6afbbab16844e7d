import { pseudoInverse } from '../math/decompositions.ts'
import {
  columnOf,
  fromColumns,
  multiply,
  multiplyTransposed,
  transpose,
  type Matrix,
} from '../math/matrix.ts'
import { padRows } from './projection.ts'
import { areSameVectors, scanVector, type ScanVector } from './scanVector.ts'

/** Rows of weights as combinations of vectors whose products with the data are kept from fit to fit. */
export interface RowCombination {
  readonly vectors: readonly ScanVector[]
  /** m x k, m padded to a multiple of four like the rows. */
  readonly coefficients: Matrix
  /** How many times larger than the rows' own the rounding of the combined products may be. */
  readonly amplification: number
}

/** Weights over the scans that a fit multiplies with every series, and a way to them without the series, if there is one. */
export interface PlannedRows {
  /** m x n, m padded to a multiple of four. */
  readonly rows: Matrix
  /** Null where the rows depend on more than design columns, or on nearly dependent ones. */
  readonly combination: RowCombination | null
}

/** Orthonormal directions as combinations of the columns they came from. */
export interface SpanCombination {
  readonly vectors: readonly ScanVector[]
  /** k x r: basis = vectors * coefficients. */
  readonly coefficients: Matrix
  readonly amplification: number
}

/** Combinations that amplify rounding more than this are left to a pass over the series. */
const largestAmplification = 1e4
/** Combined rows may differ from the rows themselves by this, as numbers; orthonormal rows have length 1. */
const largestDifference = 1e-11

/** The different columns of some matrices, those of zeros left out. */
export function distinctColumns(matrices: readonly Matrix[]): ScanVector[] {
  const found: ScanVector[] = []
  for (const matrix of matrices) {
    for (let j = 0; j < matrix.columns; j++) {
      const vector = scanVector(columnOf(matrix, j))
      const isNew = !found.some((other) => areSameVectors(other, vector))
      if (isNew && vector.values.some((value) => value !== 0)) found.push(vector)
    }
  }
  return found
}

/**
 * An orthonormal basis (n x r) of the columns of `sources` in terms of these columns; null where that loses digits. From
 * Z = Q G follows Q = Z pinv(G), with columns scaled to unit length in between.
 */
export function spanCombination(basis: Matrix, sources: readonly Matrix[]): SpanCombination | null {
  const n = basis.rows
  const vectors = distinctColumns(sources)
  if (vectors.length === 0 || basis.columns === 0 || vectors.length > n) return null
  const lengths = vectors.map(({ values }) =>
    Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)),
  )
  const unit = fromColumns(
    n,
    vectors.map(({ values }, j) => values.map((value) => value / lengths[j])),
  )
  const coefficients = pseudoInverse(multiplyTransposed(basis, unit))
  const amplification = largestColumnLength(coefficients)
  if (!(amplification <= largestAmplification)) return null
  const r = basis.columns
  const ofVectors = coefficients.data.map((value, at) => value / lengths[Math.floor(at / r)])
  return { vectors, coefficients: { ...coefficients, data: ofVectors }, amplification }
}

function largestColumnLength({ rows, columns, data }: Matrix): number {
  let largest = 0
  for (let j = 0; j < columns; j++) {
    let sum = 0
    for (let i = 0; i < rows; i++) sum += data[i * columns + j] ** 2
    largest = Math.max(largest, Math.sqrt(sum))
  }
  return largest
}

/** The rows with their combination, checked number by number; without it where the two differ. */
export function plannedRows(rows: Matrix, combination: RowCombination | null): PlannedRows {
  const padded = padRows(rows)
  if (combination === null) return { rows: padded, combination }
  const { vectors, coefficients } = combination
  const values = transpose(
    fromColumns(
      rows.columns,
      vectors.map((vector) => vector.values),
    ),
  )
  const combined = multiply(coefficients, values)
  const differs = rows.data.some((value, at) => !(Math.abs(value - combined.data[at]) <= largestDifference))
  if (differs) return { rows: padded, combination: null }
  return { rows: padded, combination: { ...combination, coefficients: padRows(coefficients) } }
}

/** Rows that are an orthonormal basis (n x r), transposed. */
export function basisRows(basis: Matrix, sources: readonly Matrix[]): PlannedRows {
  const span = spanCombination(basis, sources)
  const combination = span && { ...span, coefficients: transpose(span.coefficients) }
  return plannedRows(transpose(basis), combination)
}
