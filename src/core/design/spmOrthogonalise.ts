import { rank } from '../math/decompositions.ts'
import { fromColumns } from '../math/matrix.ts'

/** A remainder whose absolute sum is at or below this counts as nothing: exp(-32), as in SPM12. */
const negligibleSum = Math.exp(-32)

function remainder(column: Float64Array, kept: readonly Float64Array[]): Float64Array {
  const rest = Float64Array.from(column)
  for (const basis of kept) {
    let product = 0
    let norm = 0
    for (let i = 0; i < rest.length; i++) {
      product += basis[i] * rest[i]
      norm += basis[i] * basis[i]
    }
    for (let i = 0; i < rest.length; i++) rest[i] -= (product / norm) * basis[i]
  }
  return rest
}

const absoluteSum = (column: Float64Array): number => column.reduce((sum, value) => sum + Math.abs(value), 0)

/**
 * Columns of equal length made orthogonal one after the other, each to those before it and without scaling; the first stays
 * as it is. A column that adds nothing becomes 0 (SPM12 r7771, spm_orth).
 */
export function spmOrthogonalise(columns: readonly Float64Array[]): Float64Array[] {
  const nonZero = columns.filter((column) => column.some((value) => value !== 0))
  const length = columns.length > 0 ? columns[0].length : 0
  const fullRank = nonZero.length > 1 ? rank(fromColumns(length, nonZero)) : nonZero.length
  const kept: Float64Array[] = []
  return columns.map((column) => {
    if (kept.length >= fullRank || column.every((value) => value === 0)) return new Float64Array(length)
    const rest = remainder(column, kept)
    if (kept.length > 0 && absoluteSum(rest) <= negligibleSum) return new Float64Array(length)
    kept.push(rest)
    return rest
  })
}
