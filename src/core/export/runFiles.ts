import type { StimulusEvent } from '../design/event.ts'

/** A BIDS events table: onset, duration, trial_type, and modulation where any event has one; n/a for those that lack it. */
export function eventsTsv(events: readonly StimulusEvent[]): string {
  const modulated = events.some((event) => event.modulation !== undefined)
  const header = modulated ? 'onset\tduration\ttrial_type\tmodulation' : 'onset\tduration\ttrial_type'
  const rows = events.map(({ onset, duration, trialType, modulation }) => {
    const cells = [String(onset), String(duration), trialType]
    if (modulated) cells.push(modulation === undefined ? 'n/a' : String(modulation))
    return cells.join('\t')
  })
  return [header, ...rows].join('\n') + '\n'
}

/** A BIDS sidecar with the fields a first-level analysis reads; time in seconds. */
export function sidecarJson(run: { repetitionTimeSeconds: number; taskName: string }): string {
  return (
    JSON.stringify({ RepetitionTime: run.repetitionTimeSeconds, TaskName: run.taskName }, undefined, 2) + '\n'
  )
}
