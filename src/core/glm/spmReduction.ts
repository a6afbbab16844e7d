import { inverse, symmetricEigen } from '../math/decompositions.ts'
import {
  identity,
  multiply,
  multiplyTransposed,
  multiplyVector,
  quadraticForm,
  scaled,
  selectColumns,
  subtract,
  transpose,
  type Matrix,
} from '../math/matrix.ts'
import { regularisedInverse, withDiagonal } from '../math/regularisedInverse.ts'
import { logDeterminant } from '../math/symmetricLogDeterminant.ts'

/** A Gaussian over the hyperparameters whose prior mean is 0. */
interface Density {
  readonly mean: Float64Array
  readonly covariance: Matrix
}

interface Reduction {
  /** Log evidence of the reduced model relative to the full one. */
  readonly evidence: number
  readonly posterior: Density
}

const dropAbove = 2

function steadyInverse(a: Matrix): Matrix {
  return inverse(withDiagonal(a, 1e-8))
}

function plus(a: Matrix, b: Matrix): Matrix {
  return { rows: a.rows, columns: a.columns, data: a.data.map((value, i) => value + b.data[i]) }
}

/** Eigenvectors (columns) of a prior covariance that carry variance. */
function priorDirections(prior: Matrix): Matrix {
  const { values, vectors } = symmetricEigen(prior)
  const total = values.reduce((sum, value) => sum + value * value, 0)
  const kept = [...values.keys()].filter((k) => (values[k] ** 2 * values.length) / total > 1e-6)
  return selectColumns(vectors, kept)
}

function without(a: Matrix, index: number): Matrix {
  const n = a.rows
  const data = a.data.map((value, k) => (k % n === index || Math.floor(k / n) === index ? 0 : value))
  return { rows: n, columns: n, data }
}

/**
 * Evidence and posterior when the zero-mean prior `full` is replaced by `reduced`, from the posterior under `full` alone
 * (Friston and Penny 2011, post hoc Bayesian model selection; SPM12 r7771, spm_log_evidence_reduce).
 */
function reduce(posterior: Density, full: Matrix, reduced: Matrix): Reduction {
  const u = priorDirections(full)
  const within = (a: Matrix): Matrix => multiplyTransposed(u, multiply(a, u))
  const mean = multiplyVector(transpose(u), posterior.mean)
  const posteriorPrecision = steadyInverse(within(posterior.covariance))
  const reducedPrecision = steadyInverse(within(reduced))
  const fullPrecision = steadyInverse(within(full))
  const precision = subtract(plus(posteriorPrecision, reducedPrecision), fullPrecision)
  const covariance = steadyInverse(precision)
  const fullCovariance = steadyInverse(fullPrecision)
  const weighted = multiplyVector(posteriorPrecision, mean)
  const volume = multiply(
    multiply(reducedPrecision, posteriorPrecision),
    multiply(covariance, fullCovariance),
  )
  const misfit = quadraticForm(posteriorPrecision, mean) - quadraticForm(covariance, weighted)
  return {
    evidence: (logDeterminant(volume) - misfit) / 2,
    posterior: {
      mean: multiplyVector(u, multiplyVector(covariance, weighted)),
      covariance: multiply(u, multiply(covariance, transpose(u))),
    },
  }
}

/**
 * Which hyperparameters the pooled covariance can tell: the indices that remain when each in turn is dropped if the model
 * without it has a log evidence more than 2 higher. `curvature` is minus the second derivative at `h`.
 */
export function informativeHyperparameters(
  h: Float64Array,
  curvature: Matrix,
  priorPrecision: number,
): number[] {
  let posterior: Density = { mean: h, covariance: regularisedInverse(curvature) }
  let prior = scaled(identity(h.length), 1 / priorPrecision)
  const kept: number[] = []
  for (let i = 0; i < h.length; i++) {
    const reduced = without(prior, i)
    const result = reduce(posterior, prior, reduced)
    if (result.evidence > dropAbove) {
      posterior = result.posterior
      prior = reduced
    } else kept.push(i)
  }
  return kept
}
