import { rankTolerance, svd } from '../math/decompositions.ts'
import type { Matrix } from '../math/matrix.ts'

/** Whether the data can tell a contrast. */
export interface Estimability {
  readonly estimable: boolean
  /** Largest |V V'c - c| over the columns and rows: 0 to rounding where estimable. */
  readonly deviation: number
  readonly tolerance: number
  /** Columns that a combination which fits equally well would change, where not estimable. */
  readonly involvedColumns: readonly number[]
}

/**
 * SPM12's rule: c is estimable if max |V V'c - c| <= tolerance, V the right singular vectors of the (whitened, filtered) design that
 * belong to its rank (spm_sp, spm_SpUtil). `rows` is q x p; every row must be estimable.
 */
export function estimability(design: Matrix, rows: Matrix): Estimability {
  const { s, v } = svd(design)
  const tolerance = rankTolerance(design, s)
  const rank = s.filter((value) => value > tolerance).length
  const perColumn = new Float64Array(design.columns)
  for (let r = 0; r < rows.rows; r++) {
    const row = rows.data.subarray(r * rows.columns, (r + 1) * rows.columns)
    missed(row, v, rank).forEach((value, j) => {
      perColumn[j] = Math.max(perColumn[j], Math.abs(value))
    })
  }
  const deviation = Math.max(0, ...perColumn)
  // With full rank V V' is the identity and only rounding is left, which a design of small numbers could take for a deviation.
  const estimable = rank === design.columns || deviation <= tolerance
  return {
    estimable,
    deviation,
    tolerance,
    involvedColumns: estimable ? [] : [...perColumn.keys()].filter((j) => perColumn[j] > 1e-6 * deviation),
  }
}

/** c - V V'c with the first `rank` columns of V: the part of c that lies outside the row space of the design. */
function missed(c: Float64Array, v: Matrix, rank: number): Float64Array {
  const rest = c.slice()
  for (let k = 0; k < rank; k++) {
    let coordinate = 0
    for (let j = 0; j < c.length; j++) coordinate += v.data[j * v.columns + k] * c[j]
    for (let j = 0; j < c.length; j++) rest[j] -= coordinate * v.data[j * v.columns + k]
  }
  return rest
}
