import type { Finding } from '../core/finding.ts'
import type { ConfoundsTable } from '../core/formats/confoundsTable.ts'
import type { DesignContrast, DesignTable } from '../core/formats/designTable.ts'
import type { NiftiHeader } from '../core/formats/niftiHeader.ts'
import type { EventsTable } from '../core/formats/eventsTable.ts'
import type { FileKind } from '../core/formats/recognise.ts'
import type { SpmMat } from '../core/formats/spmMat.ts'
import type { SpmAnalysis } from '../core/pipeline/specFromSpmMat.ts'
import type { StatMap } from '../core/formats/statMap.ts'
import type { Sidecar } from '../core/formats/sidecar.ts'
import type { HeaderTr } from '../core/formats/niftiTr.ts'
import type { StimulusEvent } from '../core/design/event.ts'
import type { MaskSpec, SmoothingSpec } from '../core/pipeline/pipelineSpec.ts'
import type { Grid } from '../core/volume/grid.ts'
import type { Slab } from '../core/volume/slab.ts'
import type { OnProgress } from './progress.ts'

/** What is known of a run once it is in memory. */
export interface RunSummary {
  /** Base name of the file without extensions, such as `sub-01_task-tap_bold`. */
  readonly name: string
  readonly grid: Grid
  /** Scans that were read, discarded ones included. */
  readonly scanCount: number
  /** Scans in the file: more where only the first were read. */
  readonly scansInFile: number
  readonly kept: KeptRun
  /** Stored type in words, such as `int16`. */
  readonly datatype: string
  readonly headerTr: HeaderTr
  readonly findings: readonly Finding[]
}

/**
 * What stays of a run after it has been read: all voxels as they are stored; only the series that are fitted, and the rest
 * is read again from the file; or nothing, and every fit reads the file for one group of voxels after another.
 */
export type KeptRun = KeptSizes &
  (
    | { readonly kind: 'whole' | 'series' }
    /** Of so many voxels series may be held at a time. */
    | { readonly kind: 'nothing'; readonly groupVoxels: number }
  )

interface KeptSizes {
  readonly storedBytes: number
  /** Largest run that is kept whole, here: as much memory as may be taken without asking counts too. */
  readonly limitBytes: number
}

/** The sample's companions of its images. */
export interface SampleSummary {
  readonly run: RunSummary
  readonly events: readonly StimulusEvent[]
  readonly repetitionTimeSeconds: number
}

/** One file to save. The bytes are transferred: the receiver owns them. */
export interface NamedBytes {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Everything that decides the values the slabs hold, apart from which voxels. */
export interface DataSettings {
  readonly discardScans: number
  readonly smoothing: SmoothingSpec
  /** SPM12's global scaling per volume happens before centring, so it belongs to the data. */
  readonly scaledPerVolume: boolean
}

export interface MaskResult {
  /** File-order indices of the voxels that can be fitted: in the mask and not constant in time; ascending. */
  readonly voxels: Int32Array
  /** Voxels of the mask that were left out because they do not vary. */
  readonly constantCount: number
  /** Mean over scans and voxels of the mask, constant voxels included, at least 1: nilearn's grand mean. */
  readonly grandMean: number
}

/** Images that describe the run; file order, transferred to the receiver. */
export interface RunImages {
  /** Temporal mean in signal units. */
  readonly mean: Float32Array<ArrayBuffer>
}

/** An anatomy on the grid that is shown; the values are transferred to the receiver. */
export interface AnatomyImage {
  readonly name: string
  /** File order of that grid; 0 outside the anatomy. */
  readonly values: Float32Array<ArrayBuffer>
  /** Share of the grid's voxels that lie within the anatomy. */
  readonly covered: number
  /** Its own size in voxels. */
  readonly dims: readonly [number, number, number]
}

/** What a run is like before any model; scans of the whole file, discarded ones included. */
export interface RunQuality {
  /** Voxels of nilearn's mask that vary, over which the courses and the median are taken. */
  readonly voxelCount: number
  /** Mean over the mask per scan, in signal units. */
  readonly globalSignal: Float64Array
  /** Root mean square over the mask of each scan's change from the one before, in % of the mask's mean; NaN first. */
  readonly frameChange: Float64Array
  /** Mean / s.d. over time per voxel, file order, not detrended, 0 outside the mask; of the scans after `brightScans`. */
  readonly tsnr: Float32Array<ArrayBuffer>
  readonly medianTsnr: number
  /** Scans at the beginning that are brighter than those that follow: magnetisation on its way to equilibrium. */
  readonly brightScans: number
}

/** Per-volume quantities SPM12 works with, of the data as modelled. */
export interface GlobalsResult {
  readonly perVolume: Float64Array
}

/** Where the slabs go: one part per fitting worker. Ports are transferred. */
export interface PrepareRequest {
  readonly dataKey: string
  readonly settings: DataSettings
  /** Union of the voxels that any pane fits, or a group of them, ascending. */
  readonly voxels: Int32Array
  /** Whether the fitting workers let go of all other series first: there is memory for one group alone. */
  readonly isAlone?: boolean
}

/** Voxels whose series are asked for, to be looked at. */
export type SeriesRequest = Pick<PrepareRequest, 'settings' | 'voxels'>

/** Time series of some voxels. */
export interface SeriesOf {
  /** File-order indices, ascending; slab after slab. */
  readonly voxels: Int32Array
  readonly slabs: readonly Slab[]
}

/** An image: one file, or the `.hdr` of a pair with its `.img`. */
export interface ImageFiles {
  readonly file: File
  /** The `.img` beside a `.hdr`. */
  readonly voxels?: File
}

/** The files of a run and what is known of them already: it is not read again. */
export interface RunFiles extends ImageFiles {
  readonly header?: NiftiHeader
  /** Whether the file with the voxels is gzip. */
  readonly isCompressed?: boolean
}

/** A statistical map on its own grid; the arrays are transferred to the receiver. */
export interface MapImage {
  readonly name: string
  readonly grid: Grid
  /** File order. */
  readonly values: Float64Array<ArrayBuffer>
  /** File order: 1 where the map has a value, which is neither NaN nor 0. */
  readonly inside: Uint8Array<ArrayBuffer>
  /** What name and header say it is. */
  readonly statMap: StatMap
  /** Of the file's bytes. */
  readonly sha256: string
  readonly findings: readonly Finding[]
}

/** How to take files whose names or contents would be understood otherwise. */
export interface InspectOptions {
  /** What they are, whatever they look like. */
  readonly as?: FileKind
  /** Events: read 12,5 as 12.5. */
  readonly decimalComma?: boolean
  /** Maps: which volume of a 4D image, from 0. */
  readonly volume?: number
}

/** How to read a run. */
export interface LoadOptions {
  /**
   * What to do about a run that seems to need more memory than may be taken without asking: refuse it before it is read
   * (the default); read it once without keeping anything, count the voxels of its brain, and refuse it only if these are
   * too many; keep no series, so that fits read the file for one group of voxels after another; or take the memory.
   */
  readonly memory?: 'ask' | 'brain-first' | 'in-groups' | 'take'
  /** Read only so many of its scans, from the first. */
  readonly firstScans?: number
}

/** What a dropped file turned out to be. */
export type Inspected =
  | ({ readonly kind: 'bold' } & RunFiles)
  | ({ readonly kind: 'mask' } & ImageFiles)
  | ({ readonly kind: 'anatomy' } & ImageFiles)
  | { readonly kind: 'events'; readonly name: string; readonly table: EventsTable }
  | { readonly kind: 'sidecar'; readonly name: string; readonly sidecar: Sidecar }
  | { readonly kind: 'confounds'; readonly name: string; readonly table: ConfoundsTable }
  | { readonly kind: 'session'; readonly name: string; readonly text: string }
  | { readonly kind: 'map'; readonly name: string; readonly map: MapImage }
  | { readonly kind: 'spm-mat'; readonly name: string; readonly spm: SpmMat; readonly analysis: SpmAnalysis }
  | { readonly kind: 'design'; readonly name: string; readonly table: DesignTable }
  | {
      readonly kind: 'design-contrasts'
      readonly name: string
      readonly contrasts: readonly DesignContrast[]
    }
  | { readonly kind: 'refused'; readonly name: string; readonly finding: Finding }

/** The worker that owns the run. It never sends a 4D array anywhere but to the fitting workers. */
export interface RunContract {
  /** Recognises files by name and content and reads the small ones; rejects only when it is cancelled. */
  inspect(files: readonly File[], options?: InspectOptions, jobId?: number): Promise<Inspected[]>
  /**
   * Reads a run from its files beside the one held, which stays until `adopt`. Refuses with the code `run-over-memory`,
   * before memory is taken, where more is needed than may be taken without asking.
   */
  load(image: RunFiles, jobId: number, onProgress: OnProgress, options?: LoadOptions): Promise<RunSummary>
  /** Simulates the sample beside the run held, which stays until `adopt`. */
  simulateSample(jobId: number, onProgress: OnProgress): Promise<SampleSummary>
  /**
   * Makes the run read last the one that is held. The fitting workers forget the old one's slabs unless it is the same
   * run, read again.
   */
  adopt(which?: 'another-run' | 'same-run'): Promise<void>
  /** The sample as `.nii.gz`, events TSV and sidecar. */
  sampleFiles(): Promise<NamedBytes[]>
  /** A mask image for `mask: { kind: 'file' }`; refuses one on another grid. */
  loadMask(
    image: ImageFiles,
    jobId: number,
    onProgress: OnProgress,
  ): Promise<{ readonly name: string; readonly voxelCount: number }>
  /** A 3D image on any grid, resampled linearly to another; refuses one that does not overlap it. */
  loadAnatomy(image: ImageFiles, grid: Grid, jobId: number, onProgress: OnProgress): Promise<AnatomyImage>
  /** Signal over time and temporal SNR. */
  quality(jobId: number): Promise<RunQuality>
  images(discardScans: number): Promise<RunImages>
  /** With a job it can be cancelled and reports reading the file again, where that is needed. */
  mask(spec: MaskSpec, settings: DataSettings, jobId?: number, onProgress?: OnProgress): Promise<MaskResult>
  globals(settings: DataSettings, jobId?: number, onProgress?: OnProgress): Promise<GlobalsResult>
  /** Hands over the ports through which the slabs travel; each port is transferred. */
  connect(ports: MessagePort[]): Promise<void>
  /** Cuts the voxels into slabs and sends every fitting worker its part. */
  prepare(request: PrepareRequest, jobId: number, onProgress: OnProgress): Promise<void>
  /** The series of a few voxels, read where they are: from a file that is not compressed, nothing else is read. */
  series(request: SeriesRequest, jobId: number, onProgress: OnProgress): Promise<SeriesOf>
  cancel(jobId: number): Promise<void>
}
