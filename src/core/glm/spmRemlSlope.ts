import { foldColumns, foldToeplitz, unfold, unfoldColumns } from '../math/centrosymmetric.ts'
import { multiply, multiplyTransposed, trace, transpose, zeros, type Matrix } from '../math/matrix.ts'
import { multiplyByTranspose, multiplyByTransposeInParts } from '../math/multiplyByTranspose.ts'
import type { Parts } from '../math/parts.ts'
import { inverseRidge, regularisedInverse } from '../math/regularisedInverse.ts'
import { symmetricInverseInParts } from '../math/symmetricInverse.ts'
import { multiplyComponent } from './spmComponentProduct.ts'
import { weightedRow, type CovarianceComponent } from './spmComponents.ts'
import { reporting, type Steps } from './steps.ts'

/** First and minus the expected second derivative of the restricted log likelihood by the hyperparameters. */
export interface LikelihoodSlope {
  readonly gradient: Float64Array
  readonly curvature: Matrix
}

interface Projection {
  /** P = C^-1 - C^-1 X (X' C^-1 X)^-1 X' C^-1, n x n. */
  readonly projector: Matrix
  /** YY P, n x n. */
  readonly projectedCovariance: Matrix
}

/** What the likelihood is of. */
export interface CovarianceModel {
  /** YY: n x n. */
  readonly pooledCovariance: Matrix
  /** n x r, orthonormal columns. */
  readonly basis: Matrix
  readonly components: readonly CovarianceComponent[]
}

/**
 * Slope of the restricted likelihood at `h`: gradient -tr(P Q_i (I - P YY)) / 2 and curvature tr(P Q_i P Q_j) / 2.
 * Yields `progress` after each component, and several times before.
 */
export function* likelihoodSteps<Progress>(
  { pooledCovariance, basis, components }: CovarianceModel,
  h: Float64Array,
  progress: Progress,
): Steps<Progress, LikelihoodSlope> {
  const parts = project(pooledCovariance, basis, weightedRow(components, h))
  const { projector, projectedCovariance } = yield* reporting(parts, progress)
  yield progress
  const count = components.length
  const gradient = new Float64Array(count)
  const curvature = zeros(count, count)
  const products: Matrix[] = []
  for (let i = 0; i < count; i++) {
    const product = multiplyComponent(projector, components[i])
    products.push(product)
    gradient[i] = -(trace(product) - dot(product, projectedCovariance)) / 2
    const mirrored = transpose(product)
    for (let j = 0; j <= i; j++) {
      const value = dot(products[j], mirrored) / 2
      curvature.data[i * count + j] = value
      curvature.data[j * count + i] = value
    }
    yield progress
  }
  return { gradient, curvature }
}

function dot(a: Matrix, b: Matrix): number {
  let sum = 0
  for (let i = 0; i < a.data.length; i++) sum += a.data[i] * b.data[i]
  return sum
}

function* project(pooledCovariance: Matrix, basis: Matrix, firstRow: Float64Array): Parts<Projection> {
  const folds = foldToeplitz(withRidge(firstRow))
  yield
  const even = yield* symmetricInverseInParts(folds.even)
  yield
  const odd = yield* symmetricInverseInParts(folds.odd)
  yield
  const halves = { size: folds.size, even, odd }
  const inverseCovariance = unfold(halves)
  const weighted = multiply(inverseCovariance, basis)
  const inner = regularisedInverse(multiplyTransposed(basis, weighted))
  const fitted = multiply(weighted, inner)
  yield
  const folded = foldColumns(pooledCovariance)
  yield
  // The halves are symmetric: their own transposes.
  const projectedCovariance = unfoldColumns({
    even: yield* multiplyByTransposeInParts(folded.even, halves.even),
    odd: yield* multiplyByTransposeInParts(folded.odd, halves.odd),
  })
  yield
  const explained = multiply(pooledCovariance, fitted)
  yield
  subtractProduct(projectedCovariance, explained, weighted)
  yield
  subtractProduct(inverseCovariance, fitted, weighted)
  return { projector: inverseCovariance, projectedCovariance }
}

/** The first row of C + ridge I, with the ridge by which SPM12 steadies its inverses. */
function withRidge(firstRow: Float64Array): Float64Array {
  const n = firstRow.length
  const sums = new Float64Array(n + 1)
  for (let k = 0; k < n; k++) sums[k + 1] = sums[k] + Math.abs(firstRow[k])
  let norm = 0
  for (let i = 0; i < n; i++) norm = Math.max(norm, sums[i + 1] + sums[n - i] - sums[1])
  return firstRow.map((value, k) => (k === 0 ? value + inverseRidge(norm, n) : value))
}

/** target := target - left right', for n x r factors. */
function subtractProduct(target: Matrix, left: Matrix, right: Matrix): void {
  const product = multiplyByTranspose(left, right)
  for (let i = 0; i < target.data.length; i++) target.data[i] -= product.data[i]
}
