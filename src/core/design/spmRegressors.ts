import type { Derivatives } from './derivatives.ts'
import type { StimulusEvent } from './event.ts'
import { spmBasis } from './spmBasis.ts'
import { spmOrthogonalise } from './spmOrthogonalise.ts'
import { leadBins, roundHalfAway, spmStimulus } from './spmStimulus.ts'

export interface SpmRegressorOptions {
  readonly scanCount: number
  readonly repetitionTimeSeconds: number
  /** Bins per scan, SPM12's T. */
  readonly microtimeResolution: number
  /** Fraction of the repetition time at which scans are sampled. */
  readonly samplingInstant: number
  readonly derivatives: Derivatives
}

export interface SpmConditionRegressors {
  /** Each of `scanCount` values: response, then its derivatives. */
  readonly columns: Float64Array[]
  /** '' for the response, 'derivative', 'dispersion'. */
  readonly suffixes: string[]
}

/** SPM12's 1-based microtime onset T0 for a sampling instant in fractions of the repetition time: rounded to 1 / T. */
export function microtimeOnset(samplingInstant: number, microtimeResolution: number): number {
  return Math.min(microtimeResolution, roundHalfAway(samplingInstant * microtimeResolution) + 1)
}

/** The convolution of stimulus and response, truncated, at bin j T + T0 - 1 after the lead, j = 0..scanCount - 1. */
function sampledConvolution(
  stimulus: Float64Array,
  response: Float64Array,
  options: SpmRegressorOptions,
): Float64Array {
  const firstBin = microtimeOnset(options.samplingInstant, options.microtimeResolution) - 1 + leadBins
  const column = new Float64Array(options.scanCount)
  for (let scan = 0; scan < column.length; scan++) {
    const bin = scan * options.microtimeResolution + firstBin
    let sum = 0
    for (let k = 0; k < response.length && k <= bin; k++) sum += response[k] * stimulus[bin - k]
    column[scan] = sum
  }
  return column
}

/**
 * Regressors of one condition as SPM12 makes them: stimulus convolved with each basis function, sampled once per scan, then
 * serially orthogonalised (SPM12 r7771, spm_Volterra and spm_fMRI_design). Throws a Refusal when an event is modulated.
 */
export function spmConditionRegressors(
  events: readonly StimulusEvent[],
  options: SpmRegressorOptions,
): SpmConditionRegressors {
  const { scanCount, repetitionTimeSeconds, microtimeResolution, derivatives } = options
  const stimulus = spmStimulus(events, scanCount, repetitionTimeSeconds, microtimeResolution)
  const basis = spmBasis(repetitionTimeSeconds / microtimeResolution, microtimeResolution, derivatives)
  const columns = basis.map((response) => sampledConvolution(stimulus, response, options))
  return {
    columns: spmOrthogonalise(columns),
    suffixes: ['', 'derivative', 'dispersion'].slice(0, basis.length),
  }
}
