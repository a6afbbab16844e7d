import { mapKinds, type MapKind } from '../core/contrast/mapKind.ts'
import { conditionsOf } from '../core/design/conditions.ts'
import { isRestType, switchState, trialTypes } from '../core/pipeline/conditionsSwitch.ts'
import { nilearnPreset, spm12Preset } from '../core/pipeline/presets.ts'
import { specDifferences, specGroups, type SpecGroup } from '../core/pipeline/specDifferences.ts'
import type { PipelineSpec } from '../core/pipeline/pipelineSpec.ts'
import { voxelSizesMm } from '../core/volume/affine.ts'
import { panes, type AppState, type LoadedRun, type Pane, type Settings } from './appState.ts'
import { contrastText } from './contrastText.ts'
import { designInputs } from './fitInputs.ts'
import { memoizeLast, memoizePerKey } from './memo.ts'
import { hasMap } from './paneMap.ts'
import type { PaneResult } from './paneResult.ts'
import { spaceOf, type Space } from './space.ts'

/** The run in one line. */
export interface RunFacts {
  readonly dims: readonly [number, number, number]
  readonly voxelSizeMm: readonly [number, number, number]
  /** Kept scans. */
  readonly scanCount: number
  readonly repetitionTimeSeconds: number | null
  readonly durationSeconds: number | null
}

/** Size and duration of the loaded run. */
export function runFacts({ run, settings }: AppState): RunFacts | null {
  return factsOf(run, settings?.discardScans ?? 0)
}

const factsOf = memoizeLast((run: LoadedRun | null, discardScans: number): RunFacts | null => {
  if (run === null) return null
  const { grid, scanCount } = run.summary
  const kept = scanCount - discardScans
  const seconds = run.repetitionTime?.seconds ?? null
  return {
    dims: grid.dims,
    voxelSizeMm: voxelSizesMm(grid.mmFromVoxel),
    scanCount: kept,
    repetitionTimeSeconds: seconds,
    durationSeconds: seconds === null ? null : kept * seconds,
  }
})

/** The kinds of map that at least one pane has. */
export function availableMaps(state: AppState): readonly MapKind[] {
  const { a, b } = state.panes
  return kindsOf(spaceOf(state), a.shown, b.shown)
}

const kindsOf = memoizeLast(
  (space: Space | null, a: PaneResult | null, b: PaneResult | null): readonly MapKind[] => {
    if (space === null) return []
    const results = [a, b].filter((result) => result !== null)
    return mapKinds.filter((kind) => results.some((result) => hasMap(result, space, kind)))
  },
)

/** The groups of settings in which A and B differ. */
export function differingGroups({ run, settings }: AppState): readonly SpecGroup[] {
  return groupsOf(run, settings)
}

const groupsOf = memoizeLast((run: LoadedRun | null, settings: Settings | null): readonly SpecGroup[] =>
  settings === null
    ? []
    : specDifferences(settings.pipelines.a, settings.pipelines.b, trialTypes(run?.events ?? [])),
)

/** A condition and which pane models it. */
export interface ConditionUse {
  readonly name: string
  readonly a: boolean
  readonly b: boolean
}

/** All trial types of the run and what the panes add to them. */
export function conditionUses(state: AppState): readonly ConditionUse[] {
  return usesOf(state.run, state.settings)
}

const usesOf = memoizeLast((run: LoadedRun | null, settings: Settings | null): readonly ConditionUse[] => {
  if (run?.events == null || run.repetitionTime === null || settings === null) return []
  const { events, repetitionTime, summary } = run
  const seconds = summary.scanCount * repetitionTime.seconds
  const [a, b] = panes.map((pane) => modelledNames(settings.pipelines[pane], events, seconds))
  const names = new Set([...trialTypes(events), ...(a ?? []), ...(b ?? [])])
  return restLast([...names], (name) => name).map((name) => ({
    name,
    a: a?.includes(name) ?? false,
    b: b?.includes(name) ?? false,
  }))
})

function modelledNames(
  { conditions }: PipelineSpec,
  events: NonNullable<LoadedRun['events']>,
  runSeconds: number,
): readonly string[] {
  try {
    return conditionsOf(events, conditions, runSeconds).names
  } catch {
    // A merge that cannot be made is reported where the pane is fitted.
    return []
  }
}

/** Which position of the design switch a pane is in; null for any other choice of conditions. */
export function designSwitch(
  { run, settings }: AppState,
  pane: Pane,
): 'minimal' | 'overparameterized' | null {
  if (run?.events == null || settings === null) return null
  const position = switchState(settings.pipelines[pane].conditions, run.events)
  return position === 'custom' ? null : position
}

/** The preset that a pane's settings equal, conditions, name and choice of confounds aside. */
export function presetOf({ settings }: AppState, pane: Pane): 'nilearn' | 'spm12' | 'custom' {
  if (settings === null) return 'custom'
  const spec = settings.pipelines[pane]
  const equals = (preset: PipelineSpec): boolean =>
    specGroups.every(
      (group) =>
        group === 'conditions' ||
        group === 'confounds' ||
        JSON.stringify(preset[group]) === JSON.stringify(spec[group]),
    )
  if (equals(nilearnPreset(spec.conditions))) return 'nilearn'
  return equals(spm12Preset(spec.conditions)) ? 'spm12' : 'custom'
}

/** The preset that a pane's settings are nearest to, for marking and restoring defaults. */
export function defaultsOf({ settings }: AppState, pane: Pane): PipelineSpec {
  return nearestPreset(pane, settings, pane)
}

const nearestPreset = memoizePerKey((settings: Settings | null, pane: Pane): PipelineSpec => {
  const spec = settings?.pipelines[pane]
  const conditions = spec?.conditions ?? { include: 'all', explicitRest: false }
  const [nilearn, spm12] = [nilearnPreset(conditions), spm12Preset(conditions)]
  if (spec === undefined) return nilearn
  return specDifferences(spec, spm12).length < specDifferences(spec, nilearn).length ? spm12 : nilearn
})

/** A pane's contrast as it can be edited: what is being typed, or what is asked for. */
export function contrastTextOf({ settings, contrastDrafts }: AppState, pane: Pane): string {
  return contrastDrafts[pane] ?? (settings === null ? '' : contrastText(settings.contrasts[pane]))
}

/** An event as a block in time, in seconds from the first kept scan. */
export interface EventBlock {
  readonly onsetSeconds: number
  readonly durationSeconds: number
  readonly condition: string
}

/** Rest is the ground that other conditions stand on: it comes last and is drawn as such. */
function restLast<Item>(items: readonly Item[], nameOf: (item: Item) => string): readonly Item[] {
  return items.toSorted((one, other) => Number(isRestType(nameOf(one))) - Number(isRestType(nameOf(other))))
}

/** The run's events as blocks, in the order of `conditionUses`. */
export function eventBlocks(state: AppState): readonly EventBlock[] {
  return blocksOf((designInputs(state, 'a') ?? designInputs(state, 'b'))?.events ?? null)
}

const blocksOf = memoizeLast((events: LoadedRun['events']): readonly EventBlock[] => {
  const blocks = (events ?? []).map(({ onset, duration, trialType }) => ({
    onsetSeconds: onset,
    durationSeconds: duration,
    condition: trialType,
  }))
  const order = restLast(trialTypes(events ?? []), (name) => name)
  return blocks.toSorted((one, other) => order.indexOf(one.condition) - order.indexOf(other.condition))
})
