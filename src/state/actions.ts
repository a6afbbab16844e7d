import type { ContrastSpec } from '../core/contrast/contrastSpec.ts'
import type { StatMapKind } from '../core/formats/statMap.ts'
import type { ConditionsSpec, PipelineSpec } from '../core/pipeline/pipelineSpec.ts'
import type { LoadOptions } from '../protocol/runContract.ts'
import type { FolderFile } from './intakeMemory.ts'
import type { TakenFor } from './intakeState.ts'
import type { MapLibrary } from './mapLibrary.ts'
import type { MessageAction, NamedContrast, Pane, View } from './appState.ts'

export type PaneOrBoth = Pane | 'both'

/** Everything the screen can ask for. None of these throws; what goes wrong becomes a message. */
export interface Actions {
  /** Fits with so many workers from now on; null leaves the number to the processor. */
  setFitWorkers(count: number | null): void
  addFiles(files: readonly File[]): void
  /** Adds a folder, of which `unread` could not be read; where it holds several runs, `intake.question` asks which. */
  addFolder(files: readonly FolderFile[], unread?: readonly string[]): void
  /** Answers which run of a folder to open. */
  chooseRun(path: string): void
  /** Answers how to read a run that needs much memory. */
  loadOtherwise(how: LoadOptions): void
  /** Leaves a question unanswered: nothing is read. */
  dismissQuestion(): void
  /** Takes a file that was added for something else. */
  takeFileFor(name: string, as: TakenFor): void
  /** Shows a set of maps from files in a pane, in place of its fit. */
  showMaps(pane: Pane, setId: string): void
  /** Shows a pane's fit again. */
  showFit(pane: Pane): void
  /** Takes a map out; a pane that showed nothing else is fitted again. */
  removeMap(id: number): void
  /** Says what a map shows, whatever it was taken for. */
  setMapKind(id: number, kind: StatMapKind): void
  /** What happens to maps on another grid than the one shown. */
  setOtherGrids(to: MapLibrary['otherGrids']): void
  /** Fits the analysis of the dropped SPM.mat in a pane. */
  refitSpm(pane: Pane): void
  /** Makes a dropped design matrix a pane's design. */
  useDesign(pane: Pane, fileName: string): void
  /** Takes out an SPM.mat or a design matrix; settings made from it stay. */
  removeModel(fileName: string): void
  openSample(): void
  saveSampleFiles(): void
  /** Stops loading or fitting; what was there before stays. */
  cancel(): void
  /** Fits again what was cancelled. */
  refit(): void
  /** Finds out which settings make A and B differ; refits every mixture of them. */
  explain(): void
  /** The same for both pipelines in the other design, without the explicit rest or with it. */
  explainOtherDesign(): void
  setPipeline(pane: Pane, spec: PipelineSpec): void
  setPreset(pane: Pane, preset: 'nilearn' | 'spm12'): void
  setDesignSwitch(pane: PaneOrBoth, to: 'minimal' | 'overparameterized'): void
  /** Other conditions; `edit` is told the trial types of the run. */
  changeConditions(
    pane: PaneOrBoth,
    edit: (conditions: ConditionsSpec, trialTypes: readonly string[]) => ConditionsSpec,
  ): void
  /** Calls a condition otherwise, in the contrasts too; those kept under names follow where both panes do. */
  renameCondition(pane: PaneOrBoth, from: string, to: string): void
  setContrast(pane: PaneOrBoth, contrast: ContrastSpec): void
  /** A contrast as it is being typed: judged at once, asked for after a pause if it can be read. */
  typeContrast(pane: PaneOrBoth, text: string): void
  /** Asks for what has been typed. */
  settleContrast(pane: PaneOrBoth): void
  setNamedContrasts(contrasts: readonly NamedContrast[]): void
  setRepetitionTime(seconds: number, source: 'sidecar' | 'header' | 'user'): void
  setDiscardScans(count: number): void
  undo(): void
  redo(): void
  setView(change: Partial<View>): void
  /** Moves the crosshair by whole voxels along a voxel axis of the run. */
  stepCrosshair(axis: 0 | 1 | 2, steps: number): void
  /** Moves the crosshair to the voxel with the largest |A - B| of the map shown. */
  goToLargestDifference(): void
  /** Moves the crosshair to a voxel, named by its file-order index. */
  goToVoxel(voxel: number): void
  saveMap(which: Pane | 'difference'): void
  saveSession(): void
  dismissMessage(id: number): void
  perform(action: MessageAction): void
}
