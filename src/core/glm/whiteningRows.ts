import { zeros, type Matrix } from '../math/matrix.ts'

/** The non-zero stretch of one row of a whitening matrix: `weights[i]` belongs to scan `first + i`. */
export interface WhiteningRow {
  readonly first: number
  readonly weights: Float64Array
}

/**
 * The rows of a banded (or full) matrix without the zeros at both ends; their weights lie in one array. SPM12's W is a narrow band under
 * AR(1), and goes to every worker.
 */
export function whiteningRows(whitening: Matrix): WhiteningRow[] {
  const stretches = Array.from({ length: whitening.rows }, (_, i) => stretchOf(whitening, i))
  const weights = new Float64Array(stretches.reduce((sum, { row }) => sum + row.length, 0))
  let start = 0
  return stretches.map(({ first, row }) => {
    const own = weights.subarray(start, (start += row.length))
    own.set(row)
    return { first, weights: own }
  })
}

function stretchOf({ data, columns }: Matrix, i: number): { first: number; row: Float64Array } {
  const row = data.subarray(i * columns, (i + 1) * columns)
  const first = Math.max(
    0,
    row.findIndex((value) => value !== 0),
  )
  return { first, row: row.subarray(first, row.findLastIndex((value) => value !== 0) + 1) }
}

/** W a, for the W of those rows. */
export function whitenedBy(rows: readonly WhiteningRow[], a: Matrix): Matrix {
  const result = zeros(rows.length, a.columns)
  rows.forEach((row, i) => {
    addWeightedRows(row, a, result.data.subarray(i * a.columns, (i + 1) * a.columns))
  })
  return result
}

function addWeightedRows({ first, weights }: WhiteningRow, a: Matrix, out: Float64Array): void {
  for (let k = 0; k < weights.length; k++) {
    const row = (first + k) * a.columns
    for (let j = 0; j < a.columns; j++) out[j] += weights[k] * a.data[row + j]
  }
}
