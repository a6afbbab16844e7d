import type { StimulusEvent } from '../design/event.ts'
import type { Finding } from '../finding.ts'
import { refusal, shortNumber, warning } from './refuse.ts'

/** The run that events are held against. */
export interface RunLength {
  /** Scans times TR. */
  readonly runSeconds: number
  readonly repetitionTimeSeconds: number
  /** Nothing but the run's header states the TR; default false. */
  readonly isHeaderTrAlone?: boolean
}

/**
 * Findings about events that do not fit the run: some begin or end after it, some before it, times that look like
 * milliseconds or scans. Throws a Refusal where no event begins within the run: they are another run's.
 */
export function checkEventsAgainstRun(
  events: readonly StimulusEvent[],
  run: RunLength,
  fileName: string,
): readonly Finding[] {
  if (events.length === 0) return []
  const { runSeconds, repetitionTimeSeconds } = run
  const late = events.filter(({ onset }) => onset >= runSeconds)
  const unit = unitSuspicion(events, run)
  if (late.length === events.length) throw allAfterEnd(events, runSeconds, unit, fileName)
  const findings: Finding[] = []
  if (unit !== undefined) {
    findings.push(
      warning({
        code: `events-in-${unit}`,
        file: fileName,
        message: unitMessage(events, run, unit),
        remedy: `If so, ${unitRemedy(unit)}; if they are seconds, nothing needs to be done.`,
      }),
    )
  }
  if (late.length > 0) findings.push(someAfterEnd(late.length, events.length, run, fileName))
  const lastEnd = largest(events.map(({ onset, duration }) => (onset < runSeconds ? onset + duration : 0)))
  if (lastEnd > runSeconds + repetitionTimeSeconds) {
    findings.push(
      warning({
        code: 'events-end-after-run',
        file: fileName,
        message: `An event ends at ${shortNumber(lastEnd)} s, ${shortNumber(lastEnd - runSeconds, 3)} s after the run (${shortNumber(runSeconds)} s).`,
        remedy: `It is modelled up to the end of the run. ${lengthQuestion(run)}`,
      }),
    )
  }
  const early = events.filter(({ onset }) => onset < 0).length
  if (early > 0) {
    findings.push(
      warning({
        code: 'events-before-run',
        file: fileName,
        message: `${early} of ${events.length} events begin before the first scan.`,
        remedy: 'What reaches into the run is modelled; check that onsets count from the first scan.',
      }),
    )
  }
  return findings
}

type SuspectUnit = 'milliseconds' | 'scans'

/**
 * Milliseconds: most onsets are beyond the run, but all fit if divided by 1000. Scans: whole numbers that end within
 * the last quarter of the scans and would be beyond the run, or within its first 60 %, if they were seconds.
 */
function unitSuspicion(events: readonly StimulusEvent[], run: RunLength): SuspectUnit | undefined {
  const { runSeconds, repetitionTimeSeconds } = run
  const scans = runSeconds / repetitionTimeSeconds
  const lastOnset = largest(events.map(({ onset }) => onset))
  const lastEnd = largest(events.map(({ onset, duration }) => onset + Math.max(duration, 0)))
  const beyond = events.filter(({ onset }) => onset >= runSeconds).length
  if (beyond > events.length / 2 && lastOnset >= 1000 && lastOnset / 1000 < runSeconds) return 'milliseconds'
  const whole = events.every(({ onset, duration }) => Number.isInteger(onset) && Number.isInteger(duration))
  const fillsScans = lastEnd > 0.75 * scans && lastEnd <= scans + 1
  if (whole && fillsScans && (lastEnd > runSeconds || lastEnd < 0.6 * runSeconds)) return 'scans'
  return undefined
}

function unitMessage(events: readonly StimulusEvent[], run: RunLength, unit: SuspectUnit): string {
  const last = shortNumber(largest(events.map(({ onset }) => onset)))
  return `Onsets look like ${unit}: the last one is ${last}, and the run lasts ${shortNumber(run.runSeconds)} s.`
}

function unitRemedy(unit: SuspectUnit): string {
  return unit === 'milliseconds'
    ? 'onset and duration have to be divided by 1000'
    : 'onset and duration have to be multiplied by the TR'
}

function allAfterEnd(
  events: readonly StimulusEvent[],
  runSeconds: number,
  unit: SuspectUnit | undefined,
  fileName: string,
): Error {
  const first = events.reduce((least, { onset }) => Math.min(least, onset), Infinity)
  const advice = unit === undefined ? '' : ` If they are ${unit}, ${unitRemedy(unit)}.`
  return refusal({
    code: unit === undefined ? 'events-of-another-run' : `events-in-${unit}`,
    file: fileName,
    message: `No event falls into the run: the first begins at ${shortNumber(first)} s, the run ends at ${shortNumber(runSeconds)} s.`,
    remedy: `Drop the events of this run, counted in seconds from its first scan.${advice}`,
  })
}

function someAfterEnd(late: number, all: number, run: RunLength, fileName: string): Finding {
  return warning({
    code: 'events-after-run',
    file: fileName,
    message: `${late} of ${all} events begin after the run ends at ${shortNumber(run.runSeconds)} s.`,
    remedy: `They have no effect on the model. ${lengthQuestion(run)}`,
  })
}

/** What makes events last longer than their run: a TR that is too short, or another run. */
function lengthQuestion({ repetitionTimeSeconds, isHeaderTrAlone }: RunLength): string {
  if (isHeaderTrAlone !== true) return 'Check the TR and that the events are this run’s.'
  const seconds = `${shortNumber(repetitionTimeSeconds)} s`
  return `Is the TR ${seconds}? Only the header says so, and a wrong TR shifts every regressor: enter the TR under Data or add the sidecar of the run, or drop the events of this run.`
}

function largest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), -Infinity)
}
