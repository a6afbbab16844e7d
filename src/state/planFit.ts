import { needsResidualMean } from '../core/glm/nilearnAr1.ts'
import {
  emptyPooledCovariance,
  finishPooledCovariance,
  mergePooledCovariance,
  type PooledCovariance,
} from '../core/glm/spmSelection.ts'
import type { Design } from '../core/design/design.ts'
import type { FitPlan } from '../core/glm/fitPlan.ts'
import type { FitRequest } from '../protocol/fitContract.ts'
import type { FitInputs } from './fitInputs.ts'
import type { FitJob } from './fitPane.ts'
import type { SpmNoiseResult } from './paneResult.ts'

/** Which data a plan is for. */
export type PlanRequest = Omit<FitRequest, 'plan'>

/** A plan and, for SPM12's noise models, what it was estimated from. */
export interface PlannedFit {
  readonly plan: FitPlan
  readonly spm?: SpmNoiseResult
}

/** Plans of the newest fits, one per pane: another contrast of a fit needs neither pooling nor ReML again. */
const newestPlans = new Map<string, PlannedFit>()
const keptPlans = 2

/** Everything design-sized that a fit needs, with the passes over the voxels that pool something for it. */
export async function planFit(
  job: FitJob,
  inputs: FitInputs,
  design: Design,
  request: PlanRequest,
): Promise<PlannedFit> {
  const planned = newestPlans.get(inputs.fitId) ?? (await makePlan(job, inputs, design, request))
  newestPlans.delete(inputs.fitId)
  newestPlans.set(inputs.fitId, planned)
  for (const oldest of newestPlans.keys()) if (newestPlans.size > keptPlans) newestPlans.delete(oldest)
  return planned
}

/** The plan of a fit that is not remembered. */
export async function makePlan(
  job: FitJob,
  inputs: FitInputs,
  design: Design,
  request: Omit<PlanRequest, 'fitId'>,
): Promise<PlannedFit> {
  const { noise } = inputs.spec
  switch (noise.kind) {
    case 'ols':
      return { plan: await job.guard(job.engine.design.olsPlan(design)) }
    case 'nilearn-ar1': {
      const mean = needsResidualMean(design) ? await residualMean(job, design, request) : 0
      return { plan: await job.guard(job.engine.design.ar1Plan(design, noise.bins, mean)) }
    }
    case 'spm12-reml-ar1':
    case 'spm12-fast':
      return planReml(job, inputs, design, await poolCovariance(job, design, request))
  }
}

async function residualMean(
  job: FitJob,
  design: Design,
  request: Omit<PlanRequest, 'fitId'>,
): Promise<number> {
  const { matrix, filterBasis } = design
  const shares = await job.guard(
    Promise.all(
      job.engine.fits.map((fit) =>
        fit.residualSum({ ...request, design: { matrix, filterBasis } }, job.jobId),
      ),
    ),
  )
  const total = (key: 'sum' | 'sampleCount'): number => shares.reduce((sum, share) => sum + share[key], 0)
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
  design: Design,
  request: Omit<PlanRequest, 'fitId'>,
): Promise<PooledCovariance> {
  const total = request.voxels.length
  const done = job.engine.fits.map(() => 0)
  const shares = await job.guard(
    Promise.all(
      job.engine.fits.map((fit, i) =>
        fit.pooledCovariance({ ...request, design }, job.jobId, (voxelsDone) => {
          done[i] = voxelsDone
          const sum = done.reduce((a, b) => a + b, 0)
          job.onProgress({ what: 'Pooling noise covariance', done: sum, total, unit: 'voxels' })
        }),
      ),
    ),
  )
  const pooled = emptyPooledCovariance(design.matrix.rows)
  for (const share of shares) mergePooledCovariance(pooled, share)
  return pooled
}
