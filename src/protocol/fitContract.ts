import type { MapKind } from '../core/contrast/mapKind.ts'
import type { Design } from '../core/design/design.ts'
import type { PooledCovariance } from '../core/glm/spmSelection.ts'
import type { ResidualSum } from '../core/glm/nilearnAr1.ts'
import type { FitPlan } from '../core/glm/fitPlan.ts'
import type { VoxelFit } from '../core/glm/voxelFit.ts'
import type { Matrix } from '../core/math/matrix.ts'
import type { IntensitySpec } from '../core/pipeline/pipelineSpec.ts'
import type { SeriesOf } from './runContract.ts'

/** How raw units become the pipeline's, apart from each voxel's own mean. */
export interface IntensityNumbers {
  readonly intensity: IntensitySpec
  /** nilearn's grand mean, for percent-of-grand-mean. */
  readonly grandMean: number
  /** Mean over scans of SPM12's globals, for global-100 per session. */
  readonly sessionGlobal: number
  /** Mean over scans of 100 / g_j, for global-100 per volume. */
  readonly meanVolumeFactor: number
}

export interface FitRequest {
  /** Names the fit from now on; a fit that exists is not computed again. */
  readonly fitId: string
  readonly dataKey: string
  readonly plan: FitPlan
  /** The name under which the workers were made ready for that plan, if they were. */
  readonly readyAs?: string
  readonly intensity: IntensityNumbers
  /** File-order indices of the pane's voxels, ascending, a subset of those prepared. */
  readonly voxels: Int32Array
  /** Which part of a fit that is made group by group; default the whole. */
  readonly part?: FitPart
  /** Asked for here, the maps need no other round of messages. */
  readonly maps?: WantedMaps
}

/** A part of a fit: the fit is there when all its parts are. */
export interface FitPart {
  /** From 0, in the order of the voxels; parts may come in any order. */
  readonly index: number
  readonly count: number
  /** Parts of different attempts do not belong together. */
  readonly attempt: number
}

/** What is design-sized in a fit: its plan, or what pools the noise covariance that the plan needs. */
export type ReadyModel =
  { readonly kind: 'plan'; readonly plan: FitPlan } | { readonly kind: 'pooling'; readonly design: Design }

export interface WantedMaps {
  /** rows x p. */
  readonly contrast: Matrix
  readonly kinds: readonly MapKind[]
}

export interface MapsRequest extends WantedMaps {
  readonly fitId: string
}

/** A fit of which only the maps are wanted. */
export type FitMapsRequest = Omit<FitRequest, 'fitId' | 'maps'> & WantedMaps

/** A worker's share of the maps. Arrays run over its share of the pane's voxels, in order, and are transferred. */
export interface MapsShare {
  readonly maps: ReadonlyMap<MapKind, Float64Array>
  /** Per voxel: effect times this is in percent of voxel mean. */
  readonly commonUnitFactor: Float64Array
  /** How many of its voxels belong to each part of the fit: the workers share every part. */
  readonly partSizes: readonly number[]
}

/** Sums over some voxels, for their mean. */
export interface SeriesSum {
  /** n: of the modelled series. */
  readonly sum: Float64Array
  /** Of one percent of each voxel's mean, in the pipeline's units. */
  readonly percentSum: number
  readonly count: number
}

/** The fit of a series that no map holds. */
export interface SeriesFit {
  readonly fit: VoxelFit
  /** t of a contrast of one row, F of more. */
  readonly statistic: number
  /** One-sided. */
  readonly p: number
}

/** Progress of a fit: voxels done by this worker. */
export type OnVoxels = (voxelsDone: number) => void

/** One of the workers that hold slabs and fit them. */
export interface FitContract {
  /** The port on which the run's worker delivers slabs; transferred. */
  connect(port: MessagePort): Promise<void>
  /** Computes what a model needs for all voxels, before their series are there; requests name it by `readyAs`. */
  getReady(readyAs: string, model: ReadyModel): Promise<void>
  /** Answers with the maps asked for once the fit is there, whole; until then, and where none are asked for, with null. */
  fit(request: FitRequest, jobId: number, onVoxels: OnVoxels): Promise<MapsShare | null>
  /** Sum of the OLS residuals of the pane's voxels, for the scalar that nilearn subtracts. */
  residualSum(request: ResidualSumRequest, jobId: number): Promise<ResidualSum>
  pooledCovariance(
    request: PooledCovarianceRequest,
    jobId: number,
    onVoxels: OnVoxels,
  ): Promise<PooledCovariance>
  maps(request: MapsRequest, jobId: number): Promise<MapsShare>
  /** Fits and gives the maps at once; the fit is not kept, so that many refits push nothing out. */
  fitMaps(request: FitMapsRequest, jobId: number): Promise<MapsShare>
  /** Multiplies columns (n x k) with the held series ahead of time, while there is room: fits that use them need no pass. */
  warm(request: WarmRequest, jobId: number): Promise<void>
  /** Whether the fit is there, whole. */
  hasFit(fitId: string): Promise<boolean>
  /**
   * A voxel's fit scan by scan, from the series given or those held; null where this worker has not fitted the voxel or
   * there is no series.
   */
  voxelFit(fitId: string, voxel: number, given?: SeriesOf): Promise<VoxelFit | null>
  /** Sums over those of the voxels that this worker has fitted and whose series are given or held. */
  seriesSum(fitId: string, voxels: Int32Array, given?: SeriesOf): Promise<SeriesSum>
  /** The fit of any series in the pipeline's units, such as a mean over voxels, and its statistic of a contrast (rows x p). */
  fitSeries(fitId: string, series: Float64Array, contrast: Matrix): Promise<SeriesFit>
  /** Stops the job before its next slab. */
  cancel(jobId: number): Promise<void>
  /** Forgets all fits: they belong to a run that is gone. */
  reset(): Promise<void>
  /** Slabs computed since the worker started, so that a test can see a cancelled job stop. */
  slabsComputed(): Promise<number>
  /** Columns multiplied with the series of a slab since the worker started: fits of known columns add nothing. */
  columnsPassed(): Promise<number>
}

export interface WarmRequest {
  readonly dataKey: string
  /** n x k. */
  readonly columns: Matrix
}

export interface ResidualSumRequest {
  readonly dataKey: string
  readonly design: Pick<Design, 'matrix' | 'filterBasis'>
  readonly intensity: IntensityNumbers
  readonly voxels: Int32Array
}

export interface PooledCovarianceRequest {
  readonly dataKey: string
  readonly design: Design
  /** The name under which the workers were made ready for that design, if they were. */
  readonly readyAs?: string
  readonly intensity: IntensityNumbers
  readonly voxels: Int32Array
}

/** What the run's worker sends a fitting worker through their port. */
export interface SlabDelivery extends SeriesOf {
  readonly dataKey: string
  /** Temporal mean per voxel before any scaling, for the conversion to percent of voxel mean. */
  readonly unscaledMeans: Float64Array
}

/** The receiving end of a slab port. */
export interface SlabReceiver {
  /** Replaces what was held under that key. Buffers are transferred: the receiver owns them. */
  receive(delivery: SlabDelivery): Promise<void>
  /** Forgets every data set but the named ones. */
  keep(dataKeys: readonly string[]): Promise<void>
}
