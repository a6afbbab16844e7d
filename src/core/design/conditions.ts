import { Refusal } from '../finding.ts'
import type { StimulusEvent } from './event.ts'

/** Name of the condition that `explicitRest` adds. */
export const restName = 'rest'

/** Gaps shorter than this are rounding, not rest. */
const shortestRestSeconds = 0.001

/** Which trial types become conditions; the `conditions` of a pipeline. */
export interface ConditionChoice {
  readonly include: 'all' | readonly string[]
  /** New name <- trial types. */
  readonly merge?: Readonly<Record<string, readonly string[]>>
  readonly explicitRest: boolean
}

/** Events to model, with the names of their conditions by code point. */
export interface ModelledConditions {
  readonly events: readonly StimulusEvent[]
  readonly names: readonly string[]
  /** Types asked for that no event has. */
  readonly missing: readonly string[]
}

/**
 * The events a pipeline models: merged, then chosen, then explicit rest added over [0, runSeconds].
 * Without any included event nothing is added. Throws a Refusal when a type is merged into two conditions.
 */
export function conditionsOf(
  events: readonly StimulusEvent[],
  spec: ConditionChoice,
  runSeconds: number,
): ModelledConditions {
  const merged = mergeTypes(events, spec.merge)
  const include = spec.include === 'all' ? undefined : new Set(spec.include)
  const included = include ? merged.filter((event) => include.has(event.trialType)) : merged
  const present = new Set(included.map((event) => event.trialType))
  const addsRest = spec.explicitRest && included.length > 0 && !present.has(restName)
  const rest = addsRest ? restEvents(included, runSeconds) : []
  if (rest.length > 0) present.add(restName)
  return {
    events: [...included, ...rest],
    names: [...present].sort(compareCodePoints),
    missing: [...(include ?? [])].filter((name) => !present.has(name)),
  }
}

/** One `rest` event per gap of [0, runSeconds] that no event covers; pieces under 1 ms are left out. */
export function restEvents(events: readonly StimulusEvent[], runSeconds: number): StimulusEvent[] {
  const covered = events
    .map((event) => ({
      start: Math.min(event.onset, event.onset + event.duration),
      end: Math.max(event.onset, event.onset + event.duration),
    }))
    .filter(({ start, end }) => end > start)
    .sort((a, b) => a.start - b.start)
  const rest: StimulusEvent[] = []
  const addGap = (start: number, end: number) => {
    if (end - start >= shortestRestSeconds) {
      rest.push({ onset: start, duration: end - start, trialType: restName })
    }
  }
  let reached = 0
  for (const { start, end } of covered) {
    addGap(reached, Math.min(start, runSeconds))
    reached = Math.max(reached, end)
  }
  addGap(reached, runSeconds)
  return rest
}

/** Order of two names by Unicode code point, as Python sorts them. */
export function compareCodePoints(a: string, b: string): number {
  const left = Array.from(a, (character) => character.codePointAt(0) ?? 0)
  const right = Array.from(b, (character) => character.codePointAt(0) ?? 0)
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    if (left[i] !== right[i]) return left[i] - right[i]
  }
  return left.length - right.length
}

function mergeTypes(
  events: readonly StimulusEvent[],
  merge: ConditionChoice['merge'],
): readonly StimulusEvent[] {
  const newNames = new Map<string, string>()
  for (const [newName, types] of Object.entries(merge ?? {})) {
    for (const type of types) {
      const other = newNames.get(type)
      if (other !== undefined && other !== newName) {
        throw new Refusal({
          code: 'merge-conflict',
          severity: 'error',
          message: `The trial type "${type}" is merged into both "${other}" and "${newName}".`,
          remedy: 'Merge it into one condition only.',
        })
      }
      newNames.set(type, newName)
    }
  }
  return events.map((event) => {
    const newName = newNames.get(event.trialType)
    return newName === undefined ? event : { ...event, trialType: newName }
  })
}
