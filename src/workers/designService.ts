import type { Design } from '../core/design/design.ts'
import type { FitPlan } from '../core/glm/fitPlan.ts'
import { ar1Plan, needsResidualMean } from '../core/glm/nilearnAr1.ts'
import { olsPlan } from '../core/glm/ols.ts'
import { spmFitPlanInParts, spmNoiseSteps, type SpmNoise } from '../core/glm/spmPlan.ts'
import type { NoiseSpec } from '../core/pipeline/pipelineSpec.ts'
import { resolveDesign } from '../core/pipeline/resolve.ts'
import type { DesignContract, RemlRequest } from '../protocol/designContract.ts'
import type { OnProgress } from '../protocol/progress.ts'
import { sha256OfFile } from './fileHash.ts'
import { inTurns } from './inTurns.ts'
import { createJobs, type Checkpoint } from './jobs.ts'
import { transferred } from './transferred.ts'

/** Design-sized work, cancellable between its stages. */
export function createDesignService(): DesignContract {
  const jobs = createJobs()
  return {
    resolve: (request) => Promise.resolve().then(() => resolveDesign(request.spec, request)),
    resolveAndPlan: (request) =>
      Promise.resolve().then(() => {
        const design = resolveDesign(request.spec, request)
        return { design, plan: planAhead(design, request.spec.noise) }
      }),
    planAhead: (design, noise) => Promise.resolve().then(() => planAhead(design, noise)),
    ar1Plan: (design, bins, residualMean) =>
      Promise.resolve().then(() => ar1Plan(design, bins, residualMean)),
    remlPlan: (request, jobId, onProgress) =>
      jobs.run(jobId, async (checkpoint) => {
        const noise = await estimateNoise(request, checkpoint, onProgress)
        const plan = await inTurns(spmFitPlanInParts(request.design, noise), checkpoint)
        return transferred({ plan, hyperparameters: noise.h, noiseRow: noise.firstRow })
      }),
    sha256: sha256OfFile,
    cancel(jobId) {
      jobs.cancel(jobId)
      return Promise.resolve()
    },
  }
}

function planAhead(design: Design, noise: NoiseSpec): FitPlan | null {
  switch (noise.kind) {
    case 'ols':
      return olsPlan(design)
    case 'nilearn-ar1':
      return needsResidualMean(design) ? null : ar1Plan(design, noise.bins, 0)
    case 'spm12-reml-ar1':
    case 'spm12-fast':
      return null
  }
}

/** Fisher scoring steps that ReML usually takes; it may take more. */
const usualSteps = 4

async function estimateNoise(
  request: RemlRequest,
  checkpoint: Checkpoint,
  onProgress: OnProgress,
): Promise<SpmNoise> {
  const { design, pooledCovariance, noise: kind, repetitionTimeSeconds } = request
  let reported = 0
  return inTurns(
    spmNoiseSteps(design, pooledCovariance, { kind, repetitionTimeSeconds }),
    checkpoint,
    (progress) => {
      const done = progress.stage === 'reml' ? progress.iteration : usualSteps
      if (done === reported) return
      reported = done
      onProgress({ what: 'Estimating ReML noise', done, total: Math.max(usualSteps, done), unit: 'steps' })
    },
  )
}
