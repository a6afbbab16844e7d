import type { Design } from '../design/design.ts'
import { foldMatrix, foldToeplitz, unfold } from '../math/centrosymmetric.ts'
import {
  besides,
  multiply,
  multiplyTransposed,
  subtract,
  trace,
  transpose,
  type Matrix,
} from '../math/matrix.ts'
import { multiplyByTransposeInParts } from '../math/multiplyByTranspose.ts'
import { allParts, type Parts } from '../math/parts.ts'
import { residualTo, residualToInParts } from '../math/columnSpace.ts'
import { pseudoInverseOf, singularSpace } from '../math/singularSpace.ts'
import type { CommonFitPlan } from './fitPlan.ts'
import { ar1Components, fastComponents } from './spmComponents.ts'
import { remlSteps, type RemlProgress } from './spmReml.ts'
import { normalisedRow, whiteningSteps, type WhiteningProgress } from './spmWhitening.ts'
import { whiteningRows } from './whiteningRows.ts'
import type { Steps } from './steps.ts'

export type SpmNoiseKind = 'spm12-reml-ar1' | 'spm12-fast'

/** What SPM12's ReML says about the noise. */
export interface SpmNoise {
  readonly h: Float64Array
  /** First row of V, scaled to trace n: the noise correlation by lag. V is symmetric Toeplitz. */
  readonly firstRow: Float64Array
  /** W, n x n. */
  readonly whitening: Matrix
}

export interface SpmNoiseOptions {
  readonly kind: SpmNoiseKind
  readonly repetitionTimeSeconds: number
}

/** From the pooled covariance (n x n) to the whitening, in stages; each yield says where the work is. */
export function* spmNoiseSteps(
  design: Design,
  pooledCovariance: Matrix,
  options: SpmNoiseOptions,
): Steps<RemlProgress | WhiteningProgress, SpmNoise> {
  const n = design.matrix.rows
  const components =
    options.kind === 'spm12-fast' ? fastComponents(n, options.repetitionTimeSeconds) : ar1Components(n)
  const regressors = besides(design.matrix, design.filterBasis)
  const { h, firstRow } = yield* remlSteps(pooledCovariance, regressors, components)
  const row = normalisedRow(firstRow)
  const whitening = yield* whiteningSteps(row)
  return { h, firstRow: row, whitening }
}

/** W V W for a symmetric Toeplitz V and a W of the same symmetry. */
function* whitenedCovariance({ firstRow, whitening }: SpmNoise): Parts<Matrix> {
  const v = foldToeplitz(firstRow)
  const w = foldMatrix(whitening)
  const even = yield* sandwich(w.even, v.even)
  const odd = yield* sandwich(w.odd, v.odd)
  return unfold({ size: v.size, even, odd })
}

/** w v w; both are symmetric: their own transposes. */
function* sandwich(w: Matrix, v: Matrix): Parts<Matrix> {
  const half = yield* multiplyByTransposeInParts(w, v)
  yield
  return yield* multiplyByTransposeInParts(half, w)
}

/** a X0 X0' taken from both sides: K a K for a symmetric n x n matrix. */
function* filteredBothSides(a: Matrix, filterBasis: Matrix): Parts<Matrix> {
  const oneSide = yield* residualToInParts(filterBasis, a)
  yield
  return yield* residualToInParts(filterBasis, transpose(oneSide))
}

function sumOfSquares(a: Matrix): number {
  return a.data.reduce((sum, value) => sum + value * value, 0)
}

/** tr(R V') and tr(R V' R V') for R = I - u u', from V' and V' u. */
function residualTraces(u: Matrix, covariance: Matrix, covarianceU: Matrix): readonly [number, number] {
  const inner = multiplyTransposed(u, covarianceU)
  const first = trace(covariance) - trace(inner)
  const second = sumOfSquares(covariance) - 2 * sumOfSquares(covarianceU) + sumOfSquares(inner)
  return [first, second]
}

/**
 * SPM12's fit with ReML noise (r7771, spm_spm): least squares of K W y on K W X, dispersion RSS / tr(RV), effective degrees
 * of freedom tr(RV)^2 / tr(RVRV), covariance pinv(KWX) V' pinv(KWX)' with V' = K W V W' K.
 */
export function spmFitPlan(design: Design, noise: SpmNoise): CommonFitPlan {
  return allParts(spmFitPlanInParts(design, noise))
}

/** The same in parts. */
export function* spmFitPlanInParts(design: Design, noise: SpmNoise): Parts<CommonFitPlan> {
  const { matrix, filterBasis } = design
  const whitenedDesign = residualTo(filterBasis, multiply(noise.whitening, matrix))
  const space = singularSpace(whitenedDesign)
  const inverse = pseudoInverseOf(space)
  yield
  const whitenedV = yield* whitenedCovariance(noise)
  yield
  const residualCovariance = yield* filteredBothSides(whitenedV, filterBasis)
  yield
  const covarianceOfBasis = multiply(residualCovariance, space.u)
  const [trace1, trace2] = residualTraces(space.u, residualCovariance, covarianceOfBasis)
  yield
  return {
    kind: 'common',
    designMatrix: matrix,
    filterBasis,
    whitening: whiteningRows(noise.whitening),
    estimator: multiply(filteredRows(inverse, filterBasis), noise.whitening),
    covariance: multiply(inverse, multiply(residualCovariance, transpose(inverse))),
    dispersionDivisor: trace1,
    residualDf: trace1 ** 2 / trace2,
    noiseRho: noise.firstRow[1] / noise.firstRow[0],
    spmInference: { whitenedDesign, covarianceOfBasis },
  }
}

/** a K for a p x n matrix. */
function filteredRows(a: Matrix, filterBasis: Matrix): Matrix {
  if (filterBasis.columns === 0) return a
  return subtract(a, multiply(multiply(a, filterBasis), transpose(filterBasis)))
}
