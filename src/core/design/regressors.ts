import { convolveStepsAt, stepResponse } from '../math/convolve.ts'
import { interpolateAt } from '../math/interpolate.ts'
import type { StimulusEvent } from './event.ts'
import {
  dispersionDerivativeKernel,
  firKernel,
  hrfKernel,
  impulseKernel,
  timeDerivativeKernel,
  type HrfShape,
} from './hrf.ts'
import { orthogonalise } from './orthogonalise.ts'
import { sampleEvents, samplingGrid } from './sampleEvents.ts'

/** How nilearn turns the events of one condition into columns. */
export interface NilearnRegressorOptions {
  readonly basis:
    | {
        readonly kind: 'canonical'
        readonly hrf: HrfShape | 'none'
        readonly derivatives: 'none' | 'time' | 'time-dispersion'
      }
    | { readonly kind: 'fir'; readonly delaysScans: readonly number[] }
  readonly frameTimesSeconds: Float64Array
  readonly oversampling: number
  readonly minOnsetSeconds: number
}

/** Columns of one condition (n scans each); suffix '', 'derivative', 'dispersion' or 'delay_<k>' names each of them. */
export interface ConditionRegressors {
  readonly columns: Float64Array[]
  readonly suffixes: string[]
}

/** Columns of ONE condition: sampled, convolved, interpolated at the frames, orthogonalised (nilearn 0.12.1, compute_regressor). */
export function nilearnConditionRegressors(
  events: readonly StimulusEvent[],
  options: NilearnRegressorOptions,
): ConditionRegressors {
  const { basis, frameTimesSeconds, oversampling } = options
  const grid = samplingGrid(frameTimesSeconds, oversampling, options.minOnsetSeconds)
  const steps = sampleEvents(events, grid)
  // FIR bins average forwards from the frame: sample k of the grid reads the convolution one scan less one sample later.
  const shift = basis.kind === 'fir' ? oversampling - 1 : 0
  const usedGrid = grid.subarray(0, grid.length - shift)
  const kernels = kernelsOf(options)
  const columns = kernels.map(({ kernel }) => {
    const response = stepResponse(kernel)
    const valueAt = (index: number) => convolveStepsAt(steps, response, index + shift)
    return frameTimesSeconds.map((time) => interpolateAt(usedGrid, valueAt, time))
  })
  return {
    columns: basis.kind === 'fir' ? columns : orthogonalise(columns),
    suffixes: kernels.map(({ suffix }) => suffix),
  }
}

interface NamedKernel {
  readonly suffix: string
  readonly kernel: Float64Array
}

function kernelsOf(options: NilearnRegressorOptions): NamedKernel[] {
  const { basis, oversampling } = options
  if (basis.kind === 'fir') {
    return basis.delaysScans.map((delay) => ({
      suffix: `delay_${delay}`,
      kernel: firKernel(delay, oversampling),
    }))
  }
  if (basis.hrf === 'none') return [{ suffix: '', kernel: impulseKernel(oversampling) }]
  const grid = { repetitionTimeSeconds: smallestStep(options.frameTimesSeconds), oversampling }
  const kernels = [{ suffix: '', kernel: hrfKernel(basis.hrf, grid) }]
  if (basis.derivatives !== 'none') {
    kernels.push({ suffix: 'derivative', kernel: timeDerivativeKernel(basis.hrf, grid) })
  }
  if (basis.derivatives === 'time-dispersion') {
    kernels.push({ suffix: 'dispersion', kernel: dispersionDerivativeKernel(basis.hrf, grid) })
  }
  return kernels
}

/** nilearn takes the repetition time of its kernels from the frame times, rounding included. */
function smallestStep(times: Float64Array): number {
  let smallest = Infinity
  for (let i = 1; i < times.length; i++) smallest = Math.min(smallest, times[i] - times[i - 1])
  return smallest
}
