import type { Design } from '../core/design/design.ts'
import type { StimulusEvent } from '../core/design/event.ts'
import type { ConfoundTable } from '../core/design/confounds.ts'
import type { CommonFitPlan, FitPlan } from '../core/glm/fitPlan.ts'
import type { Matrix } from '../core/math/matrix.ts'
import type { NoiseSpec, PipelineSpec } from '../core/pipeline/pipelineSpec.ts'
import type { OnProgress } from './progress.ts'

export interface DesignRequest {
  readonly spec: PipelineSpec
  readonly scanCount: number
  readonly repetitionTimeSeconds: number
  readonly events: readonly StimulusEvent[]
  readonly confounds?: ConfoundTable
}

/** Design-sized work away from the page: design matrices, plans, ReML. */
export interface DesignContract {
  resolve(request: DesignRequest): Promise<Design>
  /** A design with the plan of its noise model, see `planAhead`. */
  resolveAndPlan(request: DesignRequest): Promise<PlannedDesign>
  /** The plan of a noise model that needs nothing of the data for it; null where it does. */
  planAhead(design: Design, noise: NoiseSpec): Promise<FitPlan | null>
  /** `residualMean` is the pooled scalar that nilearn subtracts before it estimates rho. */
  ar1Plan(design: Design, bins: number, residualMean: number): Promise<FitPlan>
  /** SPM12's ReML from the pooled covariance of the selected voxels. */
  remlPlan(request: RemlRequest, jobId: number, onProgress: OnProgress): Promise<RemlResult>
  /** SHA-256 of a file's bytes, in hexadecimal. */
  sha256(file: Blob): Promise<string>
  cancel(jobId: number): Promise<void>
}

export interface PlannedDesign {
  readonly design: Design
  readonly plan: FitPlan | null
}

export interface RemlRequest {
  readonly design: Design
  readonly noise: 'spm12-reml-ar1' | 'spm12-fast'
  readonly repetitionTimeSeconds: number
  /** n x n: mean of the selected voxels' scaled outer products. */
  readonly pooledCovariance: Matrix
}

export interface RemlResult {
  readonly plan: CommonFitPlan
  /** ReML's hyperparameters, one per component; 0 where a component was dropped. */
  readonly hyperparameters: Float64Array
  /** First row of V, a symmetric Toeplitz matrix of trace n: the noise correlation by lag in scans. */
  readonly noiseRow: Float64Array
}
