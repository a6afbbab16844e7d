import gammaln from '@stdlib/math-base-special-gammaln'

/** Parameters of SPM12's double gamma: delays, dispersions, ratio, onset and length in seconds. */
export interface SpmHrfParameters {
  readonly delaySeconds: number
  readonly undershootDelaySeconds: number
  readonly dispersion: number
  readonly undershootDispersion: number
  readonly ratio: number
  readonly onsetSeconds: number
  readonly lengthSeconds: number
}

export const canonicalHrfParameters: SpmHrfParameters = {
  delaySeconds: 6,
  undershootDelaySeconds: 16,
  dispersion: 1,
  undershootDispersion: 1,
  ratio: 6,
  onsetSeconds: 0,
  lengthSeconds: 32,
}

/** Gamma density at x with the given shape and rate; 0 for x <= 0. */
function gammaDensity(x: number, shape: number, rate: number): number {
  if (x <= 0) return 0
  return Math.exp(shape * Math.log(rate) + (shape - 1) * Math.log(x) - rate * x - gammaln(shape))
}

/**
 * SPM12's haemodynamic response sampled every `binSeconds` from 0 to its length, summing to 1 (SPM12 r7771, spm_hrf).
 * It is computed on a grid `microtimeResolution` times finer and then subsampled, so an onset or a dispersion that is no
 * multiple of the bin acts as in SPM12.
 */
export function spmHrf(
  binSeconds: number,
  microtimeResolution: number,
  parameters: SpmHrfParameters = canonicalHrfParameters,
): Float64Array {
  const p = parameters
  const fineSeconds = binSeconds / microtimeResolution
  const response = new Float64Array(Math.floor(p.lengthSeconds / binSeconds) + 1)
  for (let k = 0; k < response.length; k++) {
    const u = k * microtimeResolution - p.onsetSeconds / fineSeconds
    const peak = gammaDensity(u, p.delaySeconds / p.dispersion, fineSeconds / p.dispersion)
    const undershoot = gammaDensity(
      u,
      p.undershootDelaySeconds / p.undershootDispersion,
      fineSeconds / p.undershootDispersion,
    )
    response[k] = peak - undershoot / p.ratio
  }
  const sum = response.reduce((total, value) => total + value, 0)
  return response.map((value) => value / sum)
}
