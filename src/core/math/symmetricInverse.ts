import { inverse } from './decompositions.ts'
import { zeros, type Matrix } from './matrix.ts'
import { allParts, type Parts } from './parts.ts'

/**
 * `from` minus the products of `count` elements of x and y. A function of its own: entered often, it is compiled at once, where
 * a loop of the same length within one long call was seen to run uncompiled to its end, ten times slower.
 */
function lessProducts(
  from: number,
  [x, p]: readonly [Float64Array, number],
  [y, q]: readonly [Float64Array, number],
  count: number,
): number {
  let left = from
  for (let k = 0; k < count; k++) left -= x[p + k] * y[q + k]
  return left
}

/** Lower triangular L with a = L L', or undefined when the symmetric `a` is not positive definite. */
export function cholesky(a: Matrix): Matrix | undefined {
  const n = a.rows
  const factor = zeros(n, n)
  const l = factor.data
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const sum = lessProducts(a.data[i * n + j], [l, i * n], [l, j * n], j)
      if (i > j) l[i * n + j] = sum / l[j * n + j]
      else if (sum > 0) l[i * n + i] = Math.sqrt(sum)
      else return undefined
    }
  }
  return factor
}

/** Upper triangular (L^-1)', row by row so that the loops run along memory. */
function transposedInverse(factor: Matrix): Float64Array {
  const n = factor.rows
  const l = factor.data
  const result = new Float64Array(n * n)
  for (let j = 0; j < n; j++) {
    const row = j * n
    result[row + j] = 1 / l[row + j]
    for (let i = j + 1; i < n; i++) {
      result[row + i] = lessProducts(0, [l, i * n + j], [result, row + j], i - j) / l[i * n + i]
    }
  }
  return result
}

/** Inverse of a symmetric matrix: by Cholesky where it is positive definite, else by LU. Throws when it is singular. */
export function symmetricInverse(a: Matrix): Matrix {
  return allParts(symmetricInverseInParts(a))
}

/** The same in parts. */
export function* symmetricInverseInParts(a: Matrix): Parts<Matrix> {
  const factor = cholesky(a)
  if (factor === undefined) return inverse(a)
  yield
  const upper = transposedInverse(factor)
  yield
  return productOfRows(a.rows, upper)
}

/** u u' of an upper triangular n x n matrix. */
function productOfRows(n: number, upper: Float64Array): Matrix {
  const result = zeros(n, n)
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      const product = -lessProducts(0, [upper, i * n + j], [upper, j * n + j], n - j)
      result.data[i * n + j] = product
      result.data[j * n + i] = product
    }
  }
  return result
}
