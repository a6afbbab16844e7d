import type { ContrastSpec } from '../contrast/contrastSpec.ts'
import { compareCodePoints, restName } from '../design/conditions.ts'
import type { StimulusEvent } from '../design/event.ts'
import type { ConditionsSpec } from './pipelineSpec.ts'

const restTypes = new Set(['rest', 'baseline', 'fixation'])

/** Whether a trial type is named rest, baseline or fixation, in any case. */
export function isRestType(trialType: string): boolean {
  return restTypes.has(trialType.toLowerCase())
}

/** Every trial type except the resting ones, written out; rest is what is left over. */
export function minimalConditions(events: readonly StimulusEvent[]): ConditionsSpec {
  return { include: trialTypes(events).filter((type) => !isRestType(type)), explicitRest: false }
}

/** Every trial type, and rest as a condition of its own: the file's if it has one, else the gaps. */
export function overparameterizedConditions(events: readonly StimulusEvent[]): ConditionsSpec {
  const types = trialTypes(events)
  return { include: types, explicitRest: !types.some(isRestType) }
}

export type ConditionsSwitch = 'minimal' | 'overparameterized' | 'custom'

/** Which of the two ways to model rest a pipeline's conditions amount to with these events. */
export function switchState(conditions: ConditionsSpec, events: readonly StimulusEvent[]): ConditionsSwitch {
  if (Object.keys(conditions.merge ?? {}).length > 0) return 'custom'
  const key = effectiveKey(conditions, events)
  if (key === effectiveKey(minimalConditions(events), events)) return 'minimal'
  if (key === effectiveKey(overparameterizedConditions(events), events)) return 'overparameterized'
  return 'custom'
}

/** The contrast a newly opened run shows: its first trial type that is not rest, or undefined without one. */
export function defaultContrast(events: readonly StimulusEvent[]): ContrastSpec | undefined {
  const first = events.find((event) => !isRestType(event.trialType))
  return first && { kind: 'expression', text: first.trialType }
}

/** The trial types of events by code point. */
export function trialTypes(events: readonly StimulusEvent[]): string[] {
  return [...new Set(events.map((event) => event.trialType))].sort(compareCodePoints)
}

/** Equal for conditions that make the same columns: explicit rest adds nothing beside an included `rest`. */
function effectiveKey(conditions: ConditionsSpec, events: readonly StimulusEvent[]): string {
  const included = conditions.include === 'all' ? trialTypes(events) : [...new Set(conditions.include)]
  const addsRest = conditions.explicitRest && !included.includes(restName)
  return JSON.stringify([included.sort(compareCodePoints), addsRest])
}
