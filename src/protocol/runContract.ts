import type { Finding } from '../core/finding.ts'
import type { StimulusEvent } from '../core/design/event.ts'
import type { MaskSpec, SmoothingSpec } from '../core/pipeline/pipelineSpec.ts'
import type { Grid } from '../core/volume/grid.ts'
import type { OnProgress } from './progress.ts'

/** What is known of a run once it is in memory. */
export interface RunSummary {
  /** Base name of the file without extensions, such as `sub-01_task-tap_bold`. */
  readonly name: string
  readonly grid: Grid
  /** Scans in the file, discarded ones included. */
  readonly scanCount: number
  /** Stored type in words, such as `int16`. */
  readonly datatype: string
  readonly headerRepetitionTime: { readonly seconds: number } | { readonly unknown: string }
  readonly findings: readonly Finding[]
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

/** Per-volume quantities SPM12 works with, of the data as modelled. */
export interface GlobalsResult {
  readonly perVolume: Float64Array
}

/** Where the slabs go: one part per fitting worker. Ports are transferred. */
export interface PrepareRequest {
  readonly dataKey: string
  readonly settings: DataSettings
  /** Union of the voxels that any pane fits, ascending. */
  readonly voxels: Int32Array
}

/** The worker that owns the run. It never sends a 4D array anywhere but to the fitting workers. */
export interface RunContract {
  /** Reads a run from its file and replaces the one held only when reading succeeded. */
  load(file: File, jobId: number, onProgress: OnProgress): Promise<RunSummary>
  /** Reads a pair of header and image file. */
  loadPair(header: File, image: File, jobId: number, onProgress: OnProgress): Promise<RunSummary>
  simulateSample(jobId: number, onProgress: OnProgress): Promise<SampleSummary>
  /** The sample as `.nii.gz`, events TSV and sidecar. */
  sampleFiles(): Promise<NamedBytes[]>
  /** A mask image for `mask: { kind: 'file' }`; refuses one on another grid. */
  loadMask(file: File): Promise<{ readonly name: string; readonly voxelCount: number }>
  images(discardScans: number): Promise<RunImages>
  mask(spec: MaskSpec, settings: DataSettings): Promise<MaskResult>
  globals(settings: DataSettings): Promise<GlobalsResult>
  /** Hands over the ports through which the slabs travel; each port is transferred. */
  connect(ports: MessagePort[]): Promise<void>
  /** Cuts the voxels into slabs and sends every fitting worker its part. */
  prepare(request: PrepareRequest, jobId: number, onProgress: OnProgress): Promise<void>
  /** The time course of one voxel, n scans, as modelled before intensity scaling; NaN and Inf are 0. */
  timeCourse(voxel: number, settings: DataSettings): Promise<Float64Array>
  cancel(jobId: number): Promise<void>
}

