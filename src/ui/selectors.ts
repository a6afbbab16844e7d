import type { EventBlock } from '../charts/eventBlocks.ts'
import type { ContrastSpec } from '../core/contrast/contrastSpec.ts'
import type { MapKind } from '../core/contrast/mapKind.ts'
import type { PipelineSpec } from '../core/pipeline/pipelineSpec.ts'
import type { AppState, Job, Pane } from '../state/appState.ts'
import type { ConditionRows } from '../state/conditionRows.ts'
import type { ConfoundRows } from '../state/confoundRows.ts'
import type { DisplayMap, Readout } from '../state/display.ts'
import type { LiveDiagnostics } from '../state/designDiagnostics.ts'
import type { ConditionUse, RunFacts } from '../state/facts.ts'
import type { PinnedVoxel } from '../state/pinnedVoxels.ts'
import type { SettingFinding } from '../state/settingFindings.ts'
import type { SpmQuantities } from '../state/spmQuantities.ts'
import type { Verdict } from '../state/verdict.ts'
import type { VoxelSide } from '../state/voxelView.ts'

export type Phase = 'empty' | 'waiting' | 'loading' | 'fitting' | 'ready' | 'failed'
export type Which = Pane | 'difference'
export type Progress = NonNullable<Extract<Job, { readonly status: 'running' }>['progress']>
export type SettingGroup = Exclude<keyof PipelineSpec, 'name'>
export type DesignSwitch = 'minimal' | 'overparameterized'
export type Preset = 'nilearn' | 'spm12'

/** Everything the panels derive from the state. Pure, memoised: the same state gives the same reference. */
export interface Selectors {
  phase(state: AppState): Phase
  statusLine(state: AppState): string
  runProgress(state: AppState): Progress | null
  runFacts(state: AppState): RunFacts | null
  /** Whether the shown fit is older than the settings beside it. */
  isStale(state: AppState, pane: Pane): boolean
  /** Such as `Shown for 128 s; the setting is now 100 s.` */
  staleReason(state: AppState, pane: Pane): string
  displayMap(state: AppState, which: Which): DisplayMap | null
  readout(state: AppState, which: Which): Readout | null
  /** The statistic by which a pane's map fades below the threshold (file order); null where the map has none. */
  fadeStatistic(
    state: AppState,
    pane: Pane,
  ): { readonly volume: Float32Array; readonly threshold: number } | null
  availableMaps(state: AppState): readonly MapKind[]
  differingGroups(state: AppState): readonly SettingGroup[]
  /** What stands against a pane's present settings, each with the setting to change. */
  settingFindings(state: AppState, pane: Pane): readonly SettingFinding[]
  conditionUses(state: AppState): readonly ConditionUse[]
  /** Every condition the events can make, for choosing; null while there are no events. */
  conditionRows(state: AppState): ConditionRows | null
  /** Every confound of the run, for choosing; null while there are none. */
  confoundRows(state: AppState): ConfoundRows | null
  /** Which position of the design switch a pane's conditions are; null when neither. */
  designSwitch(state: AppState, pane: Pane): DesignSwitch | null
  /** The preset a pane's settings equal (conditions and name aside), or custom. */
  presetOf(state: AppState, pane: Pane): Preset | 'custom'
  /** The preset the pane's settings started from, for marking and restoring defaults. */
  defaultsOf(state: AppState, pane: Pane): PipelineSpec
  contrastText(state: AppState, pane: Pane): string
  contrastVerdict(state: AppState, pane: Pane): Verdict | null
  /** The events in seconds from the first kept scan. */
  eventBlocks(state: AppState): readonly EventBlock[]
  /** Names of the columns of the design that a pane's present settings make; none where it cannot be made. */
  columnNames(state: AppState, pane: Pane): readonly string[]
  /** What the design of a pane's present settings does to its regressors and to the contrast being typed. */
  designDiagnostics(state: AppState, pane: Pane): LiveDiagnostics | null
  /** What SPM12's estimation went through in a shown fit; null for other noise models. */
  spmQuantities(state: AppState, pane: Pane): SpmQuantities | null
  /** The verdict on any contrast in a pane's present design. */
  verdictOf(state: AppState, pane: Pane, contrast: ContrastSpec): Verdict | null
  voxelSide(state: AppState, pane: Pane): VoxelSide
  voxelPlace(state: AppState): readonly [number, number, number] | null
  pinnedVoxels(state: AppState): readonly PinnedVoxel[]
}
