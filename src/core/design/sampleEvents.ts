import { linspace, searchSorted } from '../math/interpolate.ts'
import type { Step } from '../math/convolve.ts'
import { roundHalfEven } from '../math/roundHalfEven.ts'
import type { StimulusEvent } from './event.ts'

/**
 * nilearn's high-resolution time grid in seconds, from `minOnsetSeconds` before the first frame to about one scan after the last
 * (nilearn 0.12.1, hemodynamic_models._sample_condition). With a sampling instant above 0 the step is not exactly TR / oversampling.
 */
export function samplingGrid(
  frameTimesSeconds: Float64Array,
  oversampling: number,
  minOnsetSeconds: number,
): Float64Array {
  const n = frameTimesSeconds.length
  const first = frameTimesSeconds[0]
  const last = frameTimesSeconds[n - 1]
  const stop = last * (1 + 1 / (n - 1))
  const count = roundHalfEven(
    ((n - 1) / (last - first)) * (stop - first - minOnsetSeconds) * oversampling + 1,
  )
  return linspace(first + minOnsetSeconds, stop, count)
}

/**
 * The stimulus of one condition on the grid, as steps in order of the events: onsets round up to the grid and every event within
 * it lasts at least one sample; a negative duration gives a negative box before the onset, as in nilearn.
 */
export function sampleEvents(events: readonly StimulusEvent[], grid: Float64Array): Step[] {
  const lastIndex = grid.length - 1
  const steps: Step[] = []
  for (const event of events) {
    const amplitude = event.modulation ?? 1
    const start = Math.min(searchSorted(grid, event.onset), lastIndex)
    let end = Math.min(searchSorted(grid, event.onset + event.duration), lastIndex)
    if (end === start && end < lastIndex) end++
    if (end === start) continue
    steps.push({ index: start, height: amplitude }, { index: end, height: -amplitude })
  }
  return steps
}
