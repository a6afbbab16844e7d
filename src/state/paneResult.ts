import type { ContrastSpec } from '../core/contrast/contrastSpec.ts'
import type { MapKind } from '../core/contrast/mapKind.ts'
import type { Design } from '../core/design/design.ts'
import type { Matrix } from '../core/math/matrix.ts'
import type { IntensitySpec, PipelineSpec } from '../core/pipeline/pipelineSpec.ts'
import type { MapPlacement } from './mapLibrary.ts'

/** What a pane shows: a fit of the run, or maps that came from files and have nothing behind them. */
export type PaneResult = FittedResult | ImportedResult

/** What every pane's maps have, wherever they come from. Arrays run over `voxels`. */
interface PaneMaps {
  /** Names everything the maps depend on. */
  readonly key: string
  /** In words: the expression, the weights written as one, or what the files call it. */
  readonly contrastText: string
  /** File-order indices, ascending, of the voxels that have a value. */
  readonly voxels: Int32Array
  /** As estimated; what the statistics do not define, no file holds or `mapOf` makes of others is absent. */
  readonly maps: ReadonlyMap<MapKind, Float64Array>
  /** Degrees of freedom of the statistic: [residual] for t, [effect, residual] for F; empty where no file states them. */
  readonly df: readonly number[]
}

/** A finished fit of one pane with its maps. */
export interface FittedResult extends PaneMaps {
  readonly kind: 'fitted'
  /** Names the fit in the workers: hash of spec, run, events and confounds. */
  readonly fitId: string
  readonly spec: PipelineSpec
  readonly contrast: ContrastSpec
  /** rows x p weights by design column; one row is a t contrast. */
  readonly contrastRows: Matrix
  readonly design: Design
  readonly constantCount: number
  /** Effect times this is in percent of voxel mean. */
  readonly commonUnitFactor: Float64Array
  readonly intensity: IntensitySpec
  /** SPM12's noise model, where the pipeline has one. */
  readonly spm?: SpmNoiseResult
  readonly milliseconds: number
}

/** Maps of one contrast of one analysis, read from files and laid on the grid that is shown. */
export interface ImportedResult extends PaneMaps {
  readonly kind: 'imported'
  readonly setId: string
  /** Per kind, the file it comes from or how it was computed from others. */
  readonly origins: ReadonlyMap<MapKind, string>
  /** Names of the files. */
  readonly files: readonly string[]
  /** The pane's title, such as `SPM12 · con_0001, spmT_0001`. */
  readonly title: string
  /** Unit of effects as the files have it; `units of the file` where nothing states it. */
  readonly unit: string
  readonly placement: MapPlacement
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

/** The fit behind what a pane shows; null for maps from files and where nothing is shown. */
export function fitOf(result: PaneResult | null): FittedResult | null {
  return result?.kind === 'fitted' ? result : null
}
