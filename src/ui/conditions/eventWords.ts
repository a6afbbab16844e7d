import type { StimulusEvent } from '../../core/design/event.ts'
import { count, fixed, withUnit } from '../format.ts'

/** How many events a condition has and how long they last, such as `8 events of 20 s`. */
export function eventWords(events: readonly StimulusEvent[]): string {
  if (events.length === 0) return 'no events'
  const durations = events.map(({ duration }) => duration)
  const [least, most] = [Math.min(...durations), Math.max(...durations)]
  const number = events.length === 1 ? '1 event' : `${count(events.length)} events`
  if (most === 0) return `${number} without duration`
  return `${number} of ${least === most ? '' : `${short(least)} to `}${withUnit(short(most), 's')}`
}

/** What is wrong with a condition's events; empty if nothing. */
export function eventProblem(events: readonly StimulusEvent[], runSeconds: number): string {
  const outside = events.filter(({ onset, duration }) => onset >= runSeconds || onset + duration < 0).length
  if (events.length === 0 || outside === 0) return ''
  if (outside === events.length) return 'none of them within the run: its regressor is 0 throughout'
  return `${count(outside)} outside the run`
}

function short(value: number): string {
  return fixed(value, 2).replace(/\.?0+$/, '')
}
