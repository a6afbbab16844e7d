import { inverse } from './decompositions.ts'
import { zeros, type Matrix } from './matrix.ts'

/** Lower triangular L with a = L L', or undefined when the symmetric `a` is not positive definite. */
export function cholesky(a: Matrix): Matrix | undefined {
  const n = a.rows
  const factor = zeros(n, n)
  const l = factor.data
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a.data[i * n + j]
      for (let k = 0, p = i * n, q = j * n; k < j; k++) sum -= l[p + k] * l[q + k]
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
      let sum = 0
      for (let k = j, p = i * n; k < i; k++) sum -= l[p + k] * result[row + k]
      result[row + i] = sum / l[i * n + i]
    }
  }
  return result
}

/** Inverse of a symmetric matrix: by Cholesky where it is positive definite, else by LU. Throws when it is singular. */
export function symmetricInverse(a: Matrix): Matrix {
  const factor = cholesky(a)
  if (factor === undefined) return inverse(a)
  const n = a.rows
  const upper = transposedInverse(factor)
  const result = zeros(n, n)
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      let sum = 0
      for (let k = j, p = i * n, q = j * n; k < n; k++) sum += upper[p + k] * upper[q + k]
      result.data[i * n + j] = sum
      result.data[j * n + i] = sum
    }
  }
  return result
}
