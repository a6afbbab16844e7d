import { foldToeplitz } from '../math/centrosymmetric.ts'
import { inverse, pseudoInverse, symmetricEigen } from '../math/decompositions.ts'
import { integratedExponential } from '../math/matrixExponential.ts'
import {
  columnOf,
  fromColumns,
  multiplyTransposed,
  multiplyVector,
  scaled,
  transpose,
  type Matrix,
} from '../math/matrix.ts'
import type { Parts } from '../math/parts.ts'
import { infinityNorm } from '../math/regularisedInverse.ts'
import { cholesky } from '../math/symmetricInverse.ts'
import { symmetricLogDeterminant } from '../math/symmetricLogDeterminant.ts'
import { Refusal } from '../finding.ts'
import { weightedRow, type CovarianceComponent } from './spmComponents.ts'
import { informativeHyperparameters } from './spmReduction.ts'
import { likelihoodSteps, type LikelihoodSlope } from './spmRemlSlope.ts'
import { reporting, type Steps } from './steps.ts'

export interface RemlProgress {
  readonly stage: 'reml'
  /** 1 for the first Fisher scoring step, counted over restarts. */
  readonly iteration: number
}

export interface RemlResult {
  /** One hyperparameter per component; 0 for one that was dropped. */
  readonly h: Float64Array
  /** First row of V = sum h_i Q_i, a symmetric Toeplitz matrix. */
  readonly firstRow: Float64Array
  readonly iterations: number
}

interface Attempt {
  readonly components: readonly CovarianceComponent[]
  /** Logarithm of the step's regularisation. */
  readonly ascent: number
  readonly priorPrecision: number
  readonly iterationsBefore: number
}

interface Climb {
  readonly h: Float64Array
  readonly curvature: Matrix
  readonly ascent: number
  readonly iterations: number
  readonly diverged: boolean
}

const initialAscent = 4
const initialPriorPrecision = Math.exp(-8)
const mostSteps = 32
const mostAttempts = 40

/**
 * SPM12's ReML of one session (r7771, spm_reml): hyperparameters of the covariance components that explain the pooled
 * covariance of the data (n x n) given the columns of `regressors` (n x r, design and filter). Fisher scoring stops when
 * the predicted gain is below 0.1, before convergence; that is part of the result. Yields at least once a step.
 */
export function* remlSteps(
  pooledCovariance: Matrix,
  regressors: Matrix,
  components: readonly CovarianceComponent[],
): Steps<RemlProgress, RemlResult> {
  const basis = orthonormalBasis(regressors)
  let indices = components.map((_, i) => i)
  let attempt: Attempt = {
    components,
    ascent: initialAscent,
    priorPrecision: initialPriorPrecision,
    iterationsBefore: 0,
  }
  for (let count = 0; count < mostAttempts; count++) {
    const climb = yield* climbSteps(pooledCovariance, basis, attempt)
    const progress: RemlProgress = { stage: 'reml', iteration: climb.iterations }
    const kept = climb.diverged ? undefined : yield* reporting(pruned(climb, attempt), progress)
    if (!climb.diverged && kept === undefined) {
      const h = new Float64Array(components.length)
      indices.forEach((index, i) => (h[index] = climb.h[i]))
      return { h, firstRow: weightedRow(components, h), iterations: climb.iterations }
    }
    if (kept) indices = kept.map((i) => indices[i])
    attempt = {
      components: indices.map((i) => components[i]),
      ascent: climb.ascent,
      priorPrecision: 2 * attempt.priorPrecision,
      iterationsBefore: climb.iterations,
    }
  }
  throw new Refusal({
    code: 'reml-diverged',
    severity: 'error',
    message: 'SPM12’s estimation of the noise covariance does not settle on these data.',
    remedy: 'Choose ordinary least squares or nilearn’s AR(1) as the noise model.',
  })
}

/** Orthonormal basis of the columns, by the eigenvectors of their cross-products that carry more than 64 eps. */
function orthonormalBasis(regressors: Matrix): Matrix {
  const columns = Array.from({ length: regressors.columns }, (_, j) => columnOf(regressors, j))
  const nonZero = fromColumns(
    regressors.rows,
    columns.filter((column) => column.some((value) => value !== 0)),
  )
  const { values, vectors } = symmetricEigen(multiplyTransposed(nonZero, nonZero))
  const total = values.reduce((sum, value) => sum + value, 0)
  const kept = [...values.keys()].filter((k) => (values[k] * values.length) / total > 64 * 2 ** -52)
  return fromColumns(
    regressors.rows,
    kept.map((k) => {
      const u = multiplyVector(nonZero, columnOf(vectors, k))
      const length = Math.hypot(...u)
      return u.map((value) => value / length)
    }),
  )
}

/** 1 for the first component with a variance; the others begin at 0. */
function startingPoint(components: readonly CovarianceComponent[]): Float64Array {
  const first = components.findIndex(({ firstRow }) => firstRow[0] !== 0)
  return Float64Array.from(components, (_, i) => (i === first ? 1 : 0))
}

function scoringStep({ gradient, curvature }: LikelihoodSlope, ascent: number): Float64Array {
  const hessian = scaled(curvature, -1)
  const tau = Math.exp(ascent - symmetricLogDeterminant(hessian) / gradient.length)
  if (tau > Math.exp(16)) return multiplyVector(pseudoInverse(curvature), gradient)
  return integratedExponential(hessian, gradient, tau)
}

function* climbSteps(
  pooledCovariance: Matrix,
  basis: Matrix,
  { components, ascent: initial, priorPrecision, iterationsBefore }: Attempt,
): Steps<RemlProgress, Climb> {
  let h = startingPoint(components)
  let ascent = initial
  let previousGain = Infinity
  for (let step = 1; ; step++) {
    const iterations = iterationsBefore + step
    const model = { pooledCovariance, basis, components }
    const likelihood = yield* likelihoodSteps(model, h, { stage: 'reml', iteration: iterations })
    const slope = withPrior(likelihood, h, priorPrecision)
    const change = scoringStep(slope, ascent)
    h = h.map((value, i) => value + change[i])
    const gain = change.reduce((sum, value, i) => sum + value * slope.gradient[i], 0)
    ascent = gain > previousGain ? Math.max(ascent - 1, -8) : Math.min(ascent + 0.25, 8)
    previousGain = gain
    const diverged = !Number.isFinite(gain) || change.some((value) => Math.abs(value) > 1e6)
    if (diverged || gain < 0.1 || step === mostSteps) {
      return { h, curvature: slope.curvature, ascent, iterations, diverged }
    }
  }
}

/** Adds the prior of mean 0 to the slope of the likelihood. */
function withPrior(slope: LikelihoodSlope, h: Float64Array, precision: number): LikelihoodSlope {
  const size = h.length
  return {
    gradient: slope.gradient.map((value, i) => value - precision * h[i]),
    curvature: {
      ...slope.curvature,
      data: slope.curvature.data.map((value, k) => (k % (size + 1) === 0 ? value + precision : value)),
    },
  }
}

/** The components to try again with, or undefined when the solution stands as it is. */
function* pruned(climb: Climb, attempt: Attempt): Parts<number[] | undefined> {
  if (climb.ascent <= -4) return undefined
  yield
  const v = foldToeplitz(weightedRow(attempt.components, climb.h))
  const isEvenDefinite = cholesky(v.even) !== undefined
  yield
  const definite = isEvenDefinite && cholesky(v.odd) !== undefined
  const oneNorm = (a: Matrix): number => infinityNorm(transpose(a))
  const condition = oneNorm(climb.curvature) * oneNorm(inverse(climb.curvature))
  if (definite && Math.log(condition) <= 16) return undefined
  return informativeHyperparameters(climb.h, climb.curvature, attempt.priorPrecision)
}
