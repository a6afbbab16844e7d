import type { Finding } from '../finding.ts'
import type { StimulusEvent } from './event.ts'

/** What decides which events are doubtful. */
export interface EventRules {
  readonly tool: 'nilearn' | 'spm12'
  readonly firstOnsetSeconds: number
  readonly runSeconds: number
}

/** Warnings about the modelled events, as nilearn 0.12.1 gives them and, where nilearn is silent, about what its numbers mean. */
export function eventFindings(events: readonly StimulusEvent[], rules: EventRules): Finding[] {
  const { tool, firstOnsetSeconds, runSeconds } = rules
  const count = (test: (event: StimulusEvent) => boolean) => events.filter(test).length
  const zero = count((event) => event.duration === 0)
  return [
    ...warning(
      tool === 'nilearn' ? zero : 0,
      'events-zero-duration',
      (n) => `${n} of ${events.length} events last 0 s.`,
      'They are modelled as one bin of the sampling grid, so the height of the regressor depends on the grid.',
    ),
    ...warning(
      tool === 'spm12' ? mixedConditions(events) : 0,
      'events-mixed-durations',
      (n) => `${n} ${n === 1 ? 'condition has' : 'conditions have'} events of 0 s beside longer ones.`,
      'SPM12 scales impulses only where all durations are 0; here they count as one bin of height 1.',
    ),
    ...warning(
      count((event) => event.duration < 0),
      'events-negative-duration',
      (n) => `${n} ${n === 1 ? 'event has' : 'events have'} a negative duration.`,
      'Correct the events; a negative duration makes a negative box before the onset.',
    ),
    ...warning(
      count((event) => event.onset < firstOnsetSeconds),
      'events-too-early',
      (n) => `${n} ${n === 1 ? 'event starts' : 'events start'} before ${firstOnsetSeconds} s.`,
      `What lies before is cut off: such events start at ${firstOnsetSeconds} s.`,
    ),
    ...warning(
      count((event) => event.onset >= runSeconds),
      'events-after-run',
      (n) => `${n} ${n === 1 ? 'event starts' : 'events start'} after the run's end at ${runSeconds} s.`,
      'They have no effect; check the repetition time and the unit of the onsets.',
    ),
  ]
}

function warning(count: number, code: string, message: (count: number) => string, remedy: string): Finding[] {
  return count > 0 ? [{ code, severity: 'warning', message: message(count), remedy }] : []
}

function mixedConditions(events: readonly StimulusEvent[]): number {
  const withZero = new Set(events.filter((event) => event.duration === 0).map((event) => event.trialType))
  const withLonger = new Set(events.filter((event) => event.duration !== 0).map((event) => event.trialType))
  return [...withZero].filter((name) => withLonger.has(name)).length
}
