import type { StimulusEvent } from './event.ts'

/** Events without repeats and how many rows were folded into another. */
export interface GroupedEvents {
  readonly events: readonly StimulusEvent[]
  readonly duplicateCount: number
}

/**
 * Rows of equal trial type, onset and duration become one event with the sum of their modulations, in order of first appearance;
 * a modulation that is not a number counts as 0 (nilearn 0.12.1, experimental_paradigm.handle_modulation_of_duplicate_events).
 */
export function groupEvents(events: readonly StimulusEvent[]): GroupedEvents {
  const groups = new Map<string, StimulusEvent & { readonly modulation: number }>()
  for (const event of events) {
    const key = JSON.stringify([event.trialType, event.onset, event.duration])
    const modulation = event.modulation ?? 1
    const amplitude = Number.isNaN(modulation) ? 0 : modulation
    const before = groups.get(key)
    groups.set(key, { ...event, modulation: (before?.modulation ?? 0) + amplitude })
  }
  return { events: [...groups.values()], duplicateCount: events.length - groups.size }
}
