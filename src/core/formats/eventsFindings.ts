import type { StimulusEvent } from '../design/event.ts'
import type { Finding } from '../finding.ts'
import { listed, quoted, shortNumber, warning } from './refuse.ts'

/** Overlaps below this many seconds are rounding. */
const roundingSeconds = 1e-3

/** What is doubtful about events by themselves: durations of 0 or below, repeated events, overlaps within a type. */
export function eventsFindings(events: readonly StimulusEvent[], file: string): readonly Finding[] {
  return [
    ...durationFindings(events, file),
    ...repetitionFindings(events, file),
    ...overlapFindings(events, file),
  ]
}

function durationFindings(events: readonly StimulusEvent[], file: string): readonly Finding[] {
  const findings: Finding[] = []
  const instant = events.filter(({ duration }) => duration === 0)
  if (instant.length > 0) {
    findings.push(
      warning({
        code: 'events-zero-duration',
        file,
        message: `${count(instant.length, 'event')} of type ${typesOf(instant)} ${verb(instant.length, 'lasts', 'last')} 0 s.`,
        remedy: 'They are modelled as impulses, whose height nilearn and SPM12 define differently.',
      }),
    )
  }
  const negative = events.filter(({ duration }) => duration < 0)
  if (negative.length > 0) {
    findings.push(
      warning({
        code: 'events-negative-duration',
        file,
        message: `${count(negative.length, 'event')} of type ${typesOf(negative)} ${verb(negative.length, 'has', 'have')} a negative duration.`,
        remedy:
          'nilearn models a negative response before the onset; correct the table unless that is meant.',
      }),
    )
  }
  return findings
}

function repetitionFindings(events: readonly StimulusEvent[], file: string): readonly Finding[] {
  const seen = new Set<string>()
  const repeated = events.filter(({ onset, duration, trialType }) => {
    const key = JSON.stringify([onset, duration, trialType])
    if (seen.has(key)) return true
    seen.add(key)
    return false
  })
  if (repeated.length === 0) return []
  return [
    warning({
      code: 'events-repeated',
      file,
      message: `${count(repeated.length, 'event')} of type ${typesOf(repeated)} ${verb(repeated.length, 'stands', 'stand')} in the table more than once.`,
      remedy: 'Repeated events add up, as in nilearn; remove them unless that is meant.',
    }),
  ]
}

function overlapFindings(events: readonly StimulusEvent[], file: string): readonly Finding[] {
  const byType = new Map<string, StimulusEvent[]>()
  for (const event of events) {
    const group = byType.get(event.trialType)
    if (group === undefined) byType.set(event.trialType, [event])
    else group.push(event)
  }
  const overlapping = [...byType.values()].map(firstOverlap).filter((event) => event !== undefined)
  const first = overlapping[0]
  if (first === undefined) return []
  return [
    warning({
      code: 'events-overlap',
      file,
      message: `Events of type ${typesOf(overlapping)} overlap, first at ${shortNumber(first.onset)} s.`,
      remedy: 'Their responses add up where they overlap; check onsets and durations.',
    }),
  ]
}

/** The first event that begins before an earlier, different one of its type has ended. */
function firstOverlap(events: readonly StimulusEvent[]): StimulusEvent | undefined {
  const sorted = events.toSorted((a, b) => a.onset - b.onset)
  let latestEnd = -Infinity
  let previous: StimulusEvent | undefined
  for (const event of sorted) {
    const repeated = previous?.onset === event.onset && previous.duration === event.duration
    if (!repeated && event.onset < latestEnd - roundingSeconds) return event
    latestEnd = Math.max(latestEnd, event.onset + event.duration)
    previous = event
  }
  return undefined
}

function typesOf(events: readonly StimulusEvent[]): string {
  return quoted(listed([...new Set(events.map(({ trialType }) => trialType))], 3))
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}

function verb(n: number, singular: string, plural: string): string {
  return n === 1 ? singular : plural
}
