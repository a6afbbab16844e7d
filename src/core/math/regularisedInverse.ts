import { inverse } from './decompositions.ts'
import { type Matrix } from './matrix.ts'

/** Distance from |x| to the next larger double. */
function spacing(x: number): number {
  return 2 ** (Math.floor(Math.log2(Math.abs(x))) - 52)
}

/** Largest sum of absolute values in a row. */
export function infinityNorm(a: Matrix): number {
  let largest = 0
  for (let i = 0; i < a.rows; i++) {
    let sum = 0
    for (let j = 0; j < a.columns; j++) sum += Math.abs(a.data[i * a.columns + j])
    largest = Math.max(largest, sum)
  }
  return largest
}

/** What SPM12 adds to the diagonal of an n x n matrix before it inverts it: max(eps(norm) n, e^-32) (r7771, spm_inv). */
export function inverseRidge(norm: number, n: number): number {
  return Math.max(norm > 0 ? spacing(norm) * n : 0, Math.exp(-32))
}

/** A copy of a square matrix with `value` added to its diagonal. */
export function withDiagonal(a: Matrix, value: number): Matrix {
  const data = Float64Array.from(a.data)
  for (let i = 0; i < a.rows; i++) data[i * a.columns + i] += value
  return { rows: a.rows, columns: a.columns, data }
}

/** Inverse of a small square matrix after `inverseRidge` was added to its diagonal. */
export function regularisedInverse(a: Matrix): Matrix {
  return inverse(withDiagonal(a, inverseRidge(infinityNorm(a), a.rows)))
}
