import gammaln from '@stdlib/math-base-special-gammaln'
import { linspace } from '../math/interpolate.ts'
import { roundHalfEven } from '../math/roundHalfEven.ts'

/** nilearn's two canonical response shapes. */
export type HrfShape = 'glover' | 'spm'

/** Grid of a kernel: samples of TR / oversampling seconds, `lengthSeconds` (default 32) in all. */
export interface KernelGrid {
  readonly repetitionTimeSeconds: number
  readonly oversampling: number
  readonly lengthSeconds?: number
}

interface GammaDifference {
  readonly peakSeconds: number
  readonly undershootSeconds: number
  readonly peakDispersion: number
  readonly undershootDispersion: number
  readonly undershootRatio: number
}

const shapes: Readonly<Record<HrfShape, GammaDifference>> = {
  spm: {
    peakSeconds: 6,
    undershootSeconds: 16,
    peakDispersion: 1,
    undershootDispersion: 1,
    undershootRatio: 0.167,
  },
  glover: {
    peakSeconds: 6,
    undershootSeconds: 12,
    peakDispersion: 0.9,
    undershootDispersion: 0.9,
    undershootRatio: 0.48,
  },
}

const onsetDifferenceSeconds = 0.1
const dispersionDifference = 0.01

/** Canonical kernel of unit sum (nilearn 0.12.1, hemodynamic_models.spm_hrf and glover_hrf). */
export function hrfKernel(shape: HrfShape, grid: KernelGrid): Float64Array {
  return gammaDifference(shapes[shape], grid, 0)
}

/** Derivative with respect to the onset, per second, as a 0.1 s difference (nilearn 0.12.1, *_time_derivative). */
export function timeDerivativeKernel(shape: HrfShape, grid: KernelGrid): Float64Array {
  const early = gammaDifference(shapes[shape], grid, 0)
  const late = gammaDifference(shapes[shape], grid, onsetDifferenceSeconds)
  return early.map((value, i) => (value - late[i]) / onsetDifferenceSeconds)
}

/**
 * Derivative with respect to the dispersion of the peak, as a 0.01 difference (nilearn 0.12.1, *_dispersion_derivative).
 * The undershoot has dispersion 1 in both shapes, as in nilearn, so that glover's derivative is not taken at its own kernel.
 */
export function dispersionDerivativeKernel(shape: HrfShape, grid: KernelGrid): Float64Array {
  const narrow = { ...shapes[shape], undershootDispersion: 1 }
  const wide = { ...narrow, peakDispersion: narrow.peakDispersion + dispersionDifference }
  const wideKernel = gammaDifference(wide, grid, 0)
  return gammaDifference(narrow, grid, 0).map((value, i) => (value - wideKernel[i]) / dispersionDifference)
}

/** Mean over one scan, `delayScans` scans later: zeros, then `oversampling` samples that sum to 1 (nilearn's 'fir'). */
export function firKernel(delayScans: number, oversampling: number): Float64Array {
  const kernel = new Float64Array((delayScans + 1) * oversampling)
  kernel.fill(1 / oversampling, delayScans * oversampling)
  return kernel
}

/** No response shape: the stimulus itself (nilearn's hrf_model None). */
export function impulseKernel(oversampling: number): Float64Array {
  const kernel = new Float64Array(oversampling)
  kernel[0] = 1
  return kernel
}

/** Difference of two gamma densities, scaled to unit sum. The samples are L/(m - 1) apart and the densities start one sample late, as in nilearn. */
function gammaDifference(shape: GammaDifference, grid: KernelGrid, onsetSeconds: number): Float64Array {
  const length = grid.lengthSeconds ?? 32
  const sampleSeconds = grid.repetitionTimeSeconds / grid.oversampling
  const times = linspace(0, length, roundHalfEven(length / sampleSeconds))
  const { peakSeconds, peakDispersion, undershootSeconds, undershootDispersion } = shape
  const peak = gammaDensity(peakSeconds / peakDispersion, peakDispersion)
  const undershoot = gammaDensity(undershootSeconds / undershootDispersion, undershootDispersion)
  const kernel = times.map((time) => {
    const shifted = time - onsetSeconds - sampleSeconds
    return peak(shifted) - shape.undershootRatio * undershoot(shifted)
  })
  const sum = kernel.reduce((total, value) => total + value, 0)
  return kernel.map((value) => value / sum)
}

function gammaDensity(shape: number, scale: number): (x: number) => number {
  const logGamma = gammaln(shape)
  return (x) => {
    const y = x / scale
    return y > 0 ? Math.exp((shape - 1) * Math.log(y) - y - logGamma) / scale : 0
  }
}
