import { Refusal } from '../finding.ts'
import type { StimulusEvent } from './event.ts'

/** Bins before the first scan: SPM12 keeps events that begin up to 32 bins early. */
export const leadBins = 32

/** Round half away from zero, as MATLAB does. */
export function roundHalfAway(x: number): number {
  return Math.sign(x) * Math.floor(Math.abs(x) + 0.5)
}

function refuseModulation(events: readonly StimulusEvent[]): void {
  const modulated = events.find((event) => event.modulation !== undefined && event.modulation !== 1)
  if (modulated === undefined) return
  throw new Refusal({
    code: 'spm-modulation',
    severity: 'error',
    message: `The event of ${modulated.trialType} at ${String(modulated.onset)} s has modulation ${String(modulated.modulation)}, which SPM12 models by columns of their own.`,
    remedy: 'Choose a nilearn event model, or remove the modulation.',
  })
}

/**
 * SPM12's stimulus function of one condition: `scanCount` x `microtimeResolution` bins after `leadBins` bins of lead
 * (SPM12 r7771, spm_get_ons). A duration d covers round(d / bin) + 1 bins. Where every duration is 0 the height is
 * 1 / bin, else 1. Throws a Refusal when an event is modulated.
 */
export function spmStimulus(
  events: readonly StimulusEvent[],
  scanCount: number,
  repetitionTimeSeconds: number,
  microtimeResolution: number,
): Float64Array {
  refuseModulation(events)
  const binSeconds = repetitionTimeSeconds / microtimeResolution
  const height = events.every((event) => event.duration === 0) ? 1 / binSeconds : 1
  const changes = new Float64Array(scanCount * microtimeResolution + 128)
  const addAt = (bin: number, value: number): void => {
    const index = Math.max(bin, 0)
    // SPM12 leaves out the last bin of its array as well.
    if (index < changes.length - 1) changes[index] += value
  }
  for (const event of events) {
    const first = roundHalfAway(event.onset / binSeconds) + leadBins
    addAt(first, height)
    addAt(first + roundHalfAway(event.duration / binSeconds) + 1, -height)
  }
  for (let i = 1; i < changes.length; i++) changes[i] += changes[i - 1]
  return changes.slice(0, scanCount * microtimeResolution + leadBins)
}
