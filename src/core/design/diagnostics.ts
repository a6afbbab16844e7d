import { svd, pseudoInverse, rankTolerance } from '../math/decompositions.ts'
import {
  columnOf,
  multiply,
  multiplyVector,
  quadraticForm,
  transpose,
  zeros,
  type Matrix,
} from '../math/matrix.ts'

/** Singular values (descending) and their ratio; Infinity for a singular matrix. */
export interface Conditioning {
  readonly singularValues: Float64Array
  readonly conditionNumber: number
}

/** Conditioning of a design as it stands, or with its columns scaled to unit length. */
export function conditioning(
  design: Matrix,
  columns: 'as-they-are' | 'unit-length' = 'as-they-are',
): Conditioning {
  const { s } = svd(columns === 'unit-length' ? unitColumns(design) : design)
  return { singularValues: s, conditionNumber: s[s.length - 1] > 0 ? s[0] / s[s.length - 1] : Infinity }
}

/**
 * The combination of unit-length columns that comes closest to nothing: one weight per column (unit sum of squares, the largest positive)
 * and the length of the combination, which is the smallest singular value of the column-scaled design.
 */
export interface NearNullDirection {
  readonly weights: Float64Array
  readonly length: number
}

/** Near-null direction of a design; columns of zeros have weight 0 unless nothing else is left. */
export function nearNullDirection(design: Matrix): NearNullDirection {
  const { s, v } = svd(unitColumns(design))
  const last = s.length - 1
  const weights = columnOf(v, last)
  const largest = weights.reduce((best, weight) => (Math.abs(weight) > Math.abs(best) ? weight : best), 0)
  return { weights: weights.map((weight) => (largest < 0 ? -weight : weight) + 0), length: s[last] }
}

/** Pearson correlations of the columns (p x p); NaN where a column does not vary. */
export function correlations(design: Matrix): Matrix {
  const units = Array.from({ length: design.columns }, (_, j) => {
    const column = columnOf(design, j)
    const varying = centred(column)
    return isFlat(varying, column) ? varying.fill(NaN) : unitVector(varying)
  })
  const result = zeros(design.columns, design.columns)
  units.forEach((a, i) => {
    units.forEach((b, j) => {
      const r = a.reduce((sum, value, k) => sum + value * b[k], 0)
      result.data[i * design.columns + j] = i === j && !Number.isNaN(r) ? 1 : r
    })
  })
  return result
}

/**
 * Variance inflation factor of each column, 1 / (1 - R^2) of its regression on all others: 1 without collinearity, Infinity where it is
 * a combination of others, NaN for a column that does not vary (Fox & Monette 1992). The design holds a constant.
 */
export function varianceInflation(design: Matrix): Float64Array {
  const inflation = inflationOf(design)
  return Float64Array.from({ length: design.columns }, (_, j) => {
    const weights = new Float64Array(design.columns)
    weights[j] = 1
    return inflation(weights)
  })
}

/**
 * Variance inflation factor of a contrast: that of the column X c / |c| in the equivalent design whose columns are rotated so that
 * c'beta / |c| is one coefficient. For one column it is the column's own factor, and it is never below 1; Infinity where not estimable.
 */
export function contrastVarianceInflation(design: Matrix, weights: ArrayLike<number>): number {
  return inflationOf(design)(Float64Array.from(weights))
}

function inflationOf(design: Matrix): (weights: Float64Array) => number {
  const covariance = normalisedCovariance(design)
  const nullDirections = exactDependences(design)
  return (weights) => {
    const column = multiplyVector(design, weights)
    const varying = centred(column)
    if (isFlat(varying, column)) return NaN
    if (nullDirections.some((direction) => Math.abs(cosine(direction, weights)) > 1e-6)) return Infinity
    return (squaredLength(varying) * quadraticForm(covariance, weights)) / squaredLength(weights) ** 2
  }
}

/** Standard error of a contrast at unit noise, sqrt(c'(X'X)^- c), and the efficiency 1 / (c'(X'X)^- c) (Dale 1999). */
export interface ContrastPrecision {
  readonly standardError: number
  readonly efficiency: number
}

/** Precision of an estimable contrast with independent noise of standard deviation 1. */
export function contrastPrecision(design: Matrix, weights: ArrayLike<number>): ContrastPrecision {
  const variance = quadraticForm(normalisedCovariance(design), weights)
  return { standardError: Math.sqrt(variance), efficiency: 1 / variance }
}

/** How many times larger the standard error of one contrast is than that of another in the same design. */
export function standardErrorInflation(
  design: Matrix,
  weights: ArrayLike<number>,
  reference: ArrayLike<number>,
): number {
  const covariance = normalisedCovariance(design)
  return Math.sqrt(quadraticForm(covariance, weights) / quadraticForm(covariance, reference))
}

/** Which scans decide a contrast: each scan's share of the squared weights of its estimator c'X^-; the shares sum to 1. */
export function identifyingScans(design: Matrix, weights: ArrayLike<number>): Float64Array {
  const estimator = multiplyVector(transpose(scaledPseudoInverse(design)), weights)
  const total = squaredLength(estimator)
  return estimator.map((value) => (total > 0 ? (value * value) / total : 0))
}

/** (X'X)^-, p x p: exact for every estimable contrast. */
function normalisedCovariance(design: Matrix): Matrix {
  const inverse = scaledPseudoInverse(design)
  return multiply(inverse, transpose(inverse))
}

/** A generalised inverse of X (p x n) by way of unit-length columns, so that no column is dropped for the smallness of its unit. */
function scaledPseudoInverse(design: Matrix): Matrix {
  const lengths = columnLengths(design)
  const inverse = pseudoInverse(unitColumns(design))
  return {
    ...inverse,
    data: inverse.data.map((value, i) => value / lengths[Math.floor(i / inverse.columns)]),
  }
}

/** Combinations of columns that vanish, one vector of p weights each. */
function exactDependences(design: Matrix): Float64Array[] {
  const { s, v } = svd(unitColumns(design))
  const tolerance = rankTolerance(design, s)
  const lengths = columnLengths(design)
  return [...s.keys()]
    .filter((k) => s[k] <= tolerance)
    .map((k) => columnOf(v, k).map((weight, j) => weight / lengths[j]))
}

function unitColumns(design: Matrix): Matrix {
  const lengths = columnLengths(design)
  return { ...design, data: design.data.map((value, i) => value / lengths[i % design.columns]) }
}

/** Lengths of the columns; 1 for a column of zeros, which no scaling helps. */
function columnLengths(design: Matrix): number[] {
  return Array.from({ length: design.columns }, (_, j) => Math.sqrt(squaredLength(columnOf(design, j))) || 1)
}

function centred(column: Float64Array): Float64Array {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length
  return column.map((value) => value - mean)
}

/** Whether only rounding is left of a column without its mean. */
function isFlat(varying: Float64Array, column: Float64Array): boolean {
  return squaredLength(varying) <= 1e-24 * squaredLength(column)
}

function unitVector(vector: Float64Array): Float64Array {
  const length = Math.sqrt(squaredLength(vector))
  return vector.map((value) => value / length)
}

function cosine(a: Float64Array, b: Float64Array): number {
  const product = a.reduce((sum, value, j) => sum + value * b[j], 0)
  return product / Math.sqrt(squaredLength(a) * squaredLength(b))
}

function squaredLength(vector: Float64Array): number {
  return vector.reduce((sum, value) => sum + value * value, 0)
}
