import type { Finding } from '../core/finding.ts'
import type { ContrastSpec } from '../core/contrast/contrastSpec.ts'
import type { MapKind } from '../core/contrast/mapKind.ts'
import type { ConfoundTable } from '../core/design/confounds.ts'
import type { ConfoundsTable } from '../core/formats/confoundsTable.ts'
import type { EventsTable } from '../core/formats/eventsTable.ts'
import type { Sidecar } from '../core/formats/sidecar.ts'
import type { StimulusEvent } from '../core/design/event.ts'
import type { PipelineSpec } from '../core/pipeline/pipelineSpec.ts'
import type { Progress } from '../protocol/progress.ts'
import type { RunImages, RunSummary } from '../protocol/runContract.ts'
import type { Brush } from './brush.ts'
import type { Explanation } from './explainState.ts'
import type { IntakeState } from './intakeState.ts'
import type { MapLibrary, PaneSource } from './mapLibrary.ts'
import type { ModelLibrary } from './modelLibrary.ts'
import type { PaneResult } from './paneResult.ts'
import type { AwaitedMaps } from './sessionMaps.ts'
import type { SpmCheck } from './spmCheck.ts'
import type { VoxelPlot } from './voxelState.ts'

export type Pane = 'a' | 'b'
export const panes: readonly Pane[] = ['a', 'b']

/** Work that takes time. What an earlier job produced stays on screen while a new one runs. */
export type Job =
  | { readonly status: 'idle' }
  | { readonly status: 'running'; readonly progress: Progress | null }
  | { readonly status: 'done'; readonly milliseconds: number }
  | { readonly status: 'cancelled'; readonly at: Progress | null }
  | { readonly status: 'failed'; readonly finding: Finding }

/** One dropped file and what it was taken for. */
export interface KnownFile {
  readonly name: string
  readonly role: 'bold' | 'events' | 'sidecar' | 'confounds' | 'mask' | 'anatomy' | 'session'
  /** One line for the Data panel, such as `6 movement, 6 rest`. */
  readonly summary: string
}

export interface RepetitionTime {
  readonly seconds: number
  readonly source: 'sidecar' | 'header' | 'user'
}

/** Small files that belong to a run. Those dropped before any run wait for one. */
export interface Companions {
  readonly events: { readonly name: string; readonly table: EventsTable } | null
  readonly sidecar: { readonly name: string; readonly sidecar: Sidecar } | null
  readonly confounds: { readonly name: string; readonly table: ConfoundsTable } | null
  /** A mask image that the run's worker holds. */
  readonly mask: { readonly name: string; readonly voxelCount: number } | null
  /** Name of a session file that waits for its run. */
  readonly session: string | null
  /** Name of an anatomy that waits for its run. */
  readonly anatomy: string | null
}

/** The loaded run with its companions. */
export interface LoadedRun {
  /** Counts the runs opened since the start: names the data in keys. */
  readonly id: number
  readonly summary: RunSummary
  /** Name of the file; null for the sample. */
  readonly fileName: string | null
  readonly images: RunImages
  readonly isSample: boolean
  readonly companions: Companions
  /** What was dropped, as the Data panel lists it. */
  readonly files: readonly KnownFile[]
  /** Null while it has to be asked for. */
  readonly repetitionTime: RepetitionTime | null
  /** What the user or a session decided, whatever the files state. */
  readonly chosenRepetitionTime: RepetitionTime | null
  /** Another statement of it that differs, for offering it. */
  readonly otherRepetitionTime: RepetitionTime | null
  /** Null while no table has been dropped. Onsets in seconds from the first scan of the file. */
  readonly events: readonly StimulusEvent[] | null
  readonly confounds: ConfoundTable | null
  /** SHA-256 of the file, once it is known. */
  readonly sha256: string | null
}

export interface NamedContrast {
  readonly name: string
  readonly contrast: ContrastSpec
}

/** What the user decides about the analysis; undo and redo move through these. */
export interface Settings {
  readonly pipelines: Readonly<Record<Pane, PipelineSpec>>
  readonly contrasts: Readonly<Record<Pane, ContrastSpec>>
  readonly namedContrasts: readonly NamedContrast[]
  readonly discardScans: number
}

export const tabs = ['design', 'voxel', 'compare', 'explain', 'report'] as const
export type Tab = (typeof tabs)[number]
export type DockHeight = 'medium' | 'tall' | 'full'
export type Units = 'percent-of-voxel-mean' | 'as-estimated'

/** How things are looked at; changes nothing that is computed. */
export interface View {
  readonly map: MapKind
  readonly thresholdAbs: number
  readonly thresholdOn: 't' | 'shown'
  readonly units: Units
  readonly crosshairMm: readonly [number, number, number]
  readonly radiological: boolean
  /** What the maps are drawn on, all on the run's grid. */
  readonly underlay: 'mean' | 'anatomy' | 'tsnr'
  /** Values of the underlay drawn black and brightest; null finds them. */
  readonly underlayRange: { readonly low: number; readonly high: number } | null
  /** Of the maps over the underlay, 0 to 1. */
  readonly mapOpacity: number
  /** Half-width of the colour scales; null is automatic (98th percentile of |value|). */
  readonly rangeMaps: number | null
  readonly rangeDifference: number | null
  readonly tab: Tab
  readonly dockHeights: Readonly<Record<Tab, DockHeight>>
  readonly theme: 'dark' | 'light'
  readonly projector: boolean
  /** How many workers fit; null leaves it to the processor. */
  readonly fitWorkers: number | null
  /** Whether the design switch and the contrast act on both panes. */
  readonly designLinked: boolean
  readonly contrastLinked: boolean
  /** The Voxel tab shows the mean over a sphere of this radius; 0 is the voxel alone. */
  readonly voxelRadiusMm: number
  /** Positions kept for going back to. */
  readonly pinnedMm: readonly (readonly [number, number, number])[]
  /** Whether the viewers outline the voxels that SPM12's noise covariance was pooled over. */
  readonly outlinesPooled: boolean
  readonly shortcuts: boolean
  /** What marks voxels in plots and viewers, while Compare is open. */
  readonly brush: Brush
  /** What the third viewer shows, while Compare is open. */
  readonly differenceShows: 'difference' | 'significance'
  /** Step of the lesson that is open, from 0; null outside it. */
  readonly lessonStep: number | null
}

export interface PaneState {
  readonly job: Job
  /** The newest finished fit; may be older than the settings beside it. */
  readonly shown: PaneResult | null
  /** Why the pane's present settings cannot be honoured. */
  readonly refusal: Finding | null
}

/** Why A and B differ. */
export interface ExplainState {
  readonly job: Job
  /** The newest explanation, partial or whole; may be of older settings. */
  readonly shown: Explanation | null
}

export interface Message extends Finding {
  readonly id: number
  /** What it is about, so that a newer event can replace it. */
  readonly scope: 'files' | 'run' | 'settings' | 'pane-a' | 'pane-b' | 'viewer' | 'workers' | 'folder'
  /** A button that does what the remedy offers. */
  readonly action?: MessageAction
}

export type MessageAction =
  | { readonly kind: 'open-instead'; readonly fileName: string }
  | {
      readonly kind: 'use-repetition-time'
      readonly seconds: number
      readonly source: RepetitionTime['source']
    }
  | { readonly kind: 'discard-scans'; readonly count: number }
  /** Reads a table with decimal commas; `example` is what a refused cell becomes. */
  | {
      readonly kind: 'read-decimal-comma'
      readonly fileName: string
      readonly as: 'events' | 'confounds'
      readonly example: string
    }
  | {
      readonly kind: 'rescale-events'
      readonly fileName: string
      readonly from: 'milliseconds' | 'scans'
    }
  | { readonly kind: 'show-map'; readonly pane: Pane; readonly setId: string; readonly title: string }
  | {
      readonly kind: 'use-volume'
      readonly fileName: string
      readonly volume: number
      readonly count: number
    }
  | { readonly kind: 'use-noise'; readonly pane: Pane; readonly noise: 'ols' }

export interface AppState {
  readonly loading: Job
  readonly run: LoadedRun | null
  readonly settings: Settings | null
  /** What the settings were when the run was opened: tells which the user has changed. */
  readonly defaults: Settings | null
  /** Top-level fields of the last session that this version does not know: saved again as they came. */
  readonly unknownSessionFields: Readonly<Record<string, unknown>>
  /** Dropped before any run. */
  readonly waiting: Companions
  readonly intake: IntakeState
  /** Statistical maps that were dropped. */
  readonly maps: MapLibrary
  /** Models that were made elsewhere: SPM.mat and design matrices. */
  readonly models: ModelLibrary
  /** How near a refit of SPM.mat comes to SPM's own images; null while there is nothing to compare. */
  readonly spmCheck: SpmCheck | null
  /** Maps that a session showed and that have not been added yet. */
  readonly awaitedMaps: AwaitedMaps
  /** Where each pane's maps come from. */
  readonly sources: Readonly<Record<Pane, PaneSource>>
  readonly panes: Readonly<Record<Pane, PaneState>>
  readonly explain: ExplainState
  /** The same pipelines in the design that is not on screen: without the explicit rest, or with it. */
  readonly explainOther: ExplainState
  /** The fits at the crosshair, scan by scan; null until the Voxel tab asked for them. */
  readonly voxel: VoxelPlot | null
  /** Of the series at the crosshair where none are kept: they are read from the file. */
  readonly voxelReading: Job
  /** Contrasts being typed, before they are asked for. */
  readonly contrastDrafts: Readonly<Record<Pane, string | null>>
  readonly view: View
  /** Nobody has placed the crosshair in this run yet: the first fit of A moves it to its peak. */
  readonly crosshairUnplaced: boolean
  readonly messages: readonly Message[]
}
