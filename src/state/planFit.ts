import {
  emptyPooledCovariance,
  finishPooledCovariance,
  mergePooledCovariance,
  type PooledCovariance,
} from '../core/glm/spmSelection.ts'
import type { Design } from '../core/design/design.ts'
import type { FitPlan } from '../core/glm/fitPlan.ts'
import type { FitRequest } from '../protocol/fitContract.ts'
import type { DesignedFit } from './designedFits.ts'
import type { FitInputs } from './fitInputs.ts'
import type { FitJob } from './fitPane.ts'
import { overWorkers } from './overWorkers.ts'
import type { SpmNoiseResult } from './paneResult.ts'
import type { WantedData } from './voxelRound.ts'

/** Which data a plan is for. */
export type PlanRequest = WantedData & Pick<FitRequest, 'intensity'>

/** A plan and, for SPM12's noise models, what it was estimated from. */
export interface PlannedFit {
  readonly plan: FitPlan
  readonly spm?: SpmNoiseResult
  /** What the fitting workers know the plan by, where they have been made ready for it. */
  readonly readyAs?: string
}

/** A design that the fitting workers may have been made ready for. */
export type UnplannedFit = Pick<DesignedFit, 'design'> & Partial<Pick<DesignedFit, 'readyAs'>>

/** Plans of the newest fits: another contrast of a fit needs neither pooling nor ReML again. One per pane in any case. */
const newestPlans = new Map<string, PlannedFit>()
const fewestKeptPlans = 2
/** An SPM12 plan of 1200 scans takes 1 to 2 MB, with FAST's full W 12 MB. */
const keptPlanBytes = 128e6

/** Everything design-sized that a fit needs, with the passes over the voxels that pool something for it. */
export async function planFit(
  job: FitJob,
  inputs: FitInputs,
  designed: DesignedFit,
  request: PlanRequest,
): Promise<PlannedFit> {
  const planned =
    newestPlans.get(inputs.fitId) ?? ownPlan(designed) ?? (await planFromData(job, inputs, designed, request))
  newestPlans.delete(inputs.fitId)
  newestPlans.set(inputs.fitId, planned)
  dropOldPlans()
  return planned
}

function ownPlan({ plan, readyAs }: DesignedFit): PlannedFit | null {
  return plan === null ? null : { plan, readyAs }
}

function dropOldPlans(): void {
  let bytes = [...newestPlans.values()].reduce((sum, planned) => sum + bytesOf(planned), 0)
  for (const [oldest, planned] of newestPlans) {
    if (bytes <= keptPlanBytes || newestPlans.size <= fewestKeptPlans) return
    newestPlans.delete(oldest)
    bytes -= bytesOf(planned)
  }
}

function bytesOf({ plan }: PlannedFit): number {
  const { designMatrix, filterBasis } = plan
  const { whitening = [], spmInference } = plan.kind === 'common' ? plan : {}
  const matrices = [designMatrix, filterBasis, spmInference?.covarianceOfBasis]
  const rows = whitening.reduce((sum, { weights }) => sum + weights.byteLength, 0)
  return matrices.reduce((sum, matrix) => sum + (matrix?.data.byteLength ?? 0), rows)
}

/** The plan of a fit that is not remembered. */
export async function makePlan(
  job: FitJob,
  inputs: FitInputs,
  design: Design,
  request: PlanRequest,
): Promise<PlannedFit> {
  const plan = await job.guard(job.engine.design.planAhead(design, inputs.spec.noise))
  return plan === null ? planFromData(job, inputs, { design }, request) : { plan }
}

async function planFromData(
  job: FitJob,
  inputs: FitInputs,
  designed: UnplannedFit,
  request: PlanRequest,
): Promise<PlannedFit> {
  const { design } = designed
  const { noise } = inputs.spec
  switch (noise.kind) {
    case 'ols':
      throw new Error('OLS needs nothing of the data')
    case 'nilearn-ar1': {
      const mean = await residualMean(job, design, request)
      return { plan: await job.guard(job.engine.design.ar1Plan(design, noise.bins, mean)) }
    }
    case 'spm12-reml-ar1':
    case 'spm12-fast':
      return planReml(job, inputs, design, await poolCovariance(job, designed, request))
  }
}

async function residualMean(job: FitJob, design: Design, request: PlanRequest): Promise<number> {
  const { matrix, filterBasis } = design
  const { dataKey, intensity } = request
  const shares = await job.guard(
    job.prepared.visit(request, job, ({ voxels }) =>
      Promise.all(
        job.engine.fits.map((fit) =>
          fit.residualSum({ dataKey, intensity, voxels, design: { matrix, filterBasis } }, job.jobId),
        ),
      ),
    ),
  )
  const total = (key: 'sum' | 'sampleCount'): number =>
    shares.flat().reduce((sum, share) => sum + share[key], 0)
  return total('sum') / total('sampleCount')
}

/** SPM12's plan from the covariance pooled over the selected voxels. */
export async function planReml(
  job: FitJob,
  inputs: FitInputs,
  design: Design,
  pooled: PooledCovariance,
): Promise<PlannedFit> {
  const noise = inputs.spec.noise.kind === 'spm12-fast' ? 'spm12-fast' : 'spm12-reml-ar1'
  const { plan, hyperparameters, noiseRow } = await job.guard(
    job.engine.design.remlPlan(
      {
        design,
        noise,
        repetitionTimeSeconds: inputs.repetitionTimeSeconds,
        pooledCovariance: finishPooledCovariance(pooled),
      },
      job.jobId,
      job.onProgress,
    ),
  )
  const whitenedDesign = plan.spmInference?.whitenedDesign ?? design.matrix
  const pooledVoxels = Int32Array.from(pooled.voxels)
  return { plan, spm: { hyperparameters, noiseRow, whitenedDesign, pooledVoxels } }
}

/** The covariance of the voxels among the request's that SPM12 would select for its noise model. */
export async function poolCovariance(
  job: FitJob,
  { design, readyAs }: UnplannedFit,
  request: PlanRequest,
): Promise<PooledCovariance> {
  const { dataKey, intensity } = request
  const merged = (shares: readonly PooledCovariance[]): PooledCovariance => {
    const pooled = emptyPooledCovariance(design.matrix.rows)
    for (const share of shares) mergePooledCovariance(pooled, share)
    return pooled
  }
  const groups = await job.guard(
    job.prepared.visit(request, job, async ({ voxels, onProgress }) => {
      const progress = { what: 'Pooling noise covariance', total: voxels.length, onProgress }
      const shares = overWorkers(job, progress, (fit, onVoxels) =>
        fit.pooledCovariance(
          { dataKey, intensity, voxels, design, ...(readyAs !== undefined && { readyAs }) },
          job.jobId,
          onVoxels,
        ),
      )
      return merged(await shares)
    }),
  )
  return merged(groups)
}
