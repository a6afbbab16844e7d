import type { ContrastSpec } from '../core/contrast/contrastSpec.ts'
import type { MapKind } from '../core/contrast/mapKind.ts'
import type { Design } from '../core/design/design.ts'
import type { Matrix } from '../core/math/matrix.ts'
import type { IntensitySpec, PipelineSpec } from '../core/pipeline/pipelineSpec.ts'

/** A finished fit of one pane with its maps. Arrays run over `voxels`. */
export interface PaneResult {
  /** Names the fit in the workers: hash of spec, run, events and confounds. */
  readonly fitId: string
  /** `fitId` and contrast: what the maps were computed from. */
  readonly key: string
  readonly spec: PipelineSpec
  readonly contrast: ContrastSpec
  /** In words: the expression, or the weights written as one. */
  readonly contrastText: string
  /** rows x p weights by design column; one row is a t contrast. */
  readonly contrastRows: Matrix
  readonly design: Design
  /** File-order indices of the fitted voxels, ascending. */
  readonly voxels: Int32Array
  readonly constantCount: number
  /** As estimated; what the statistics do not define is absent (an F contrast has no effect). */
  readonly maps: ReadonlyMap<MapKind, Float64Array>
  /** Effect times this is in percent of voxel mean. */
  readonly commonUnitFactor: Float64Array
  /** Degrees of freedom of the statistic: [residual] for t, [effect, residual] for F. */
  readonly df: readonly number[]
  readonly intensity: IntensitySpec
  /** SPM12's noise model, where the pipeline has one. */
  readonly spm?: SpmNoiseResult
  readonly milliseconds: number
}

/** Intermediate quantities of SPM12's estimation. */
export interface SpmNoiseResult {
  readonly hyperparameters: Float64Array
  /** First row of V, a symmetric Toeplitz matrix of trace n: the noise correlation by lag in scans. */
  readonly noiseRow: Float64Array
  /** n x p: K W X. */
  readonly whitenedDesign: Matrix
  /** File-order indices of the voxels whose covariance was pooled. */
  readonly pooledVoxels: Int32Array
}
