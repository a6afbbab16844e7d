import { columnSpace, residualTo } from '../math/columnSpace.ts'
import { besides, columnOf, fromColumns, selectColumns, type Matrix } from '../math/matrix.ts'
import type { Design } from './design.ts'

/** From this share on a column counts as a duplicate of the drift model. */
export const duplicateFrom = 0.99

/**
 * For each column of a table (n x k) the share of its variance that the drift columns and the filter of a design explain, 0 to
 * 1: R squared of its regression on them and the constant. Missing values count as 0; a column that does not vary has 0.
 */
export function driftShares(
  { columns, matrix, filterBasis }: Pick<Design, 'columns' | 'matrix' | 'filterBasis'>,
  table: Matrix,
): Float64Array {
  const slow = columns.flatMap(({ role }, j) => (role === 'drift' || role === 'constant' ? [j] : []))
  if (slow.every((j) => columns[j].role === 'constant') && filterBasis.columns === 0) {
    return new Float64Array(table.columns)
  }
  const { basis } = columnSpace(besides(selectColumns(matrix, slow), filterBasis))
  return Float64Array.from({ length: table.columns }, (_, j) => {
    const values = centred(columnOf(table, j))
    const total = squares(values)
    if (total === 0) return 0
    const left = residualTo(basis, fromColumns(values.length, [values]))
    return Math.max(0, 1 - squares(left.data) / total)
  })
}

function centred(values: Float64Array): Float64Array {
  const known = values.map((value) => (Number.isFinite(value) ? value : 0))
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length
  return known.map((value) => value - mean)
}

function squares(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0)
}
