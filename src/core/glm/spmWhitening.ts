import { foldToeplitz, unfold, type Halves } from '../math/centrosymmetric.ts'
import { transpose, type Matrix } from '../math/matrix.ts'
import { multiplyByTransposeInParts } from '../math/multiplyByTranspose.ts'
import type { Parts } from '../math/parts.ts'
import { inverseRidge } from '../math/regularisedInverse.ts'
import { symmetricEigenRowsInParts } from '../math/symmetricEigenRows.ts'
import { reporting, type Steps } from './steps.ts'

export interface WhiteningProgress {
  readonly stage: 'whitening'
}

/** Entries of W up to this are set to 0, as SPM12 does. */
const negligible = 1e-6

/** First row of V n / trace(V), a symmetric Toeplitz V being given by its first row: a correlation matrix. */
export function normalisedRow(firstRow: Float64Array): Float64Array {
  return firstRow.map((value) => value / firstRow[0])
}

/** a^(-1/2) of a symmetric matrix, through its eigenvectors; SPM12 takes the roots of singular values, so signs are lost. */
function* inverseRoot(a: Matrix, ridge: number): Parts<Matrix> {
  const { values, vectors } = yield* symmetricEigenRowsInParts(a)
  const columns = transpose(vectors)
  const roots = values.map((value) => 1 / Math.sqrt(Math.abs(value + ridge)))
  const weighted = { ...columns, data: columns.data.map((value, i) => value * roots[i % roots.length]) }
  return yield* multiplyByTransposeInParts(weighted, columns)
}

/**
 * SPM12's whitening matrix W = V^(-1/2), n x n, symmetric, with entries up to 1e-6 set to 0 (r7771, spm_spm). V is the
 * symmetric Toeplitz matrix with this first row. Yields many times in between.
 */
export function* whiteningSteps(firstRow: Float64Array): Steps<WhiteningProgress, Matrix> {
  const halves = foldToeplitz(firstRow)
  const norm = 2 * firstRow.reduce((sum, value) => sum + Math.abs(value), 0)
  const ridge = inverseRidge(norm, firstRow.length)
  const progress: WhiteningProgress = { stage: 'whitening' }
  yield progress
  const even = yield* reporting(inverseRoot(halves.even, ridge), progress)
  yield progress
  const odd = yield* reporting(inverseRoot(halves.odd, ridge), progress)
  yield progress
  const roots: Halves = { size: halves.size, even, odd }
  const whitening = unfold(roots)
  for (let i = 0; i < whitening.data.length; i++) {
    if (Math.abs(whitening.data[i]) <= negligible) whitening.data[i] = 0
  }
  return whitening
}
