import { conditionsOf, restName } from '../core/design/conditions.ts'
import type { Design } from '../core/design/design.ts'
import type { StimulusEvent } from '../core/design/event.ts'
import { columnOf } from '../core/math/matrix.ts'
import { isIncluded, mergedNames, typesGathered } from '../core/pipeline/conditionEdits.ts'
import { isRestType, trialTypes } from '../core/pipeline/conditionsSwitch.ts'
import type { ConditionsSpec } from '../core/pipeline/pipelineSpec.ts'
import { panes, type AppState, type LoadedRun, type Pane, type Settings } from './appState.ts'
import { memoizeLast } from './memo.ts'
import { paneDesign, type LiveDesign } from './paneDesign.ts'

/** One pane's say on a condition. */
export interface ConditionInPane {
  /** The trial types it gathers there; empty for the explicit rest. */
  readonly types: readonly string[]
  readonly isModelled: boolean
  /** Its first column, n scans; null while it is not modelled. */
  readonly regressor: Float64Array | null
}

/** A condition that can be modelled, with its events. */
export interface ConditionRow {
  readonly name: string
  /** The time between all modelled events, which no file lists. */
  readonly isExplicitRest: boolean
  /** Seconds from the first kept scan. */
  readonly events: readonly StimulusEvent[]
  /** Null where a pane calls these trial types otherwise. */
  readonly inPanes: Readonly<Record<Pane, ConditionInPane | null>>
}

/** What the chooser of conditions shows. */
export interface ConditionRows {
  readonly runSeconds: number
  readonly rows: readonly ConditionRow[]
}

/** Every condition that the events can make in either pane, rest last; null while there are no events. */
export function conditionRows(state: AppState): ConditionRows | null {
  return rowsOf(state.run, state.settings, paneDesign(state, 'a'), paneDesign(state, 'b'))
}

const rowsOf = memoizeLast(
  (
    run: LoadedRun | null,
    settings: Settings | null,
    a: LiveDesign | null,
    b: LiveDesign | null,
  ): ConditionRows | null => {
    if (run?.events == null || run.repetitionTime === null || settings === null) return null
    const { discardScans, pipelines } = settings
    const { seconds } = run.repetitionTime
    const events = run.events.map((event) => ({ ...event, onset: event.onset - discardScans * seconds }))
    const runSeconds = (run.summary.scanCount - discardScans) * seconds
    const conditions = { a: pipelines.a.conditions, b: pipelines.b.conditions }
    const designs = { a: designOf(a), b: designOf(b) }
    const from = { events, runSeconds, conditions, designs }
    const types = trialTypes(events)
    const names = new Set(panes.flatMap((pane) => mergedNames(types, conditions[pane].merge)))
    const rows = [...names].map((name) => rowOf(name, types, from))
    const rest = names.has(restName) ? [] : [explicitRest(from)]
    return { runSeconds, rows: [...rows.toSorted(restLast), ...rest] }
  },
)

interface From {
  readonly events: readonly StimulusEvent[]
  readonly runSeconds: number
  readonly conditions: Readonly<Record<Pane, ConditionsSpec>>
  readonly designs: Readonly<Record<Pane, Design | null>>
}

function designOf(live: LiveDesign | null): Design | null {
  return live?.ok === true ? live.design : null
}

function rowOf(name: string, types: readonly string[], { events, conditions, designs }: From): ConditionRow {
  const inPane = (pane: Pane): ConditionInPane | null => {
    const own = typesGathered(name, types, conditions[pane].merge)
    if (own.length === 0) return null
    const isModelled = isIncluded(conditions[pane], name)
    return { types: own, isModelled, regressor: isModelled ? regressorOf(designs[pane], name) : null }
  }
  const inPanes = { a: inPane('a'), b: inPane('b') }
  const shown = inPanes.a?.types ?? inPanes.b?.types ?? []
  return {
    name,
    isExplicitRest: false,
    events: events.filter(({ trialType }) => shown.includes(trialType)),
    inPanes,
  }
}

function explicitRest({ events, runSeconds, conditions, designs }: From): ConditionRow {
  const inPane = (pane: Pane): ConditionInPane => {
    const isModelled = conditions[pane].explicitRest
    return { types: [], isModelled, regressor: isModelled ? regressorOf(designs[pane], restName) : null }
  }
  const asked = conditions.a.explicitRest || !conditions.b.explicitRest ? conditions.a : conditions.b
  return {
    name: restName,
    isExplicitRest: true,
    events: restOf(events, { ...asked, explicitRest: true }, runSeconds),
    inPanes: { a: inPane('a'), b: inPane('b') },
  }
}

function restOf(
  events: readonly StimulusEvent[],
  conditions: ConditionsSpec,
  runSeconds: number,
): readonly StimulusEvent[] {
  try {
    return conditionsOf(events, conditions, runSeconds).events.filter(
      ({ trialType }) => trialType === restName,
    )
  } catch {
    // A merge that cannot be made is reported where the pane is fitted.
    return []
  }
}

function regressorOf(design: Design | null, name: string): Float64Array | null {
  const column = design?.columns.findIndex(({ condition }) => condition === name) ?? -1
  return design === null || column < 0 ? null : columnOf(design.matrix, column)
}

function restLast(one: ConditionRow, other: ConditionRow): number {
  return Number(isRestType(one.name)) - Number(isRestType(other.name))
}
