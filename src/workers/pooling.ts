import { slabResidualSum } from '../core/glm/nilearnAr1.ts'
import { accumulateInParts, emptyPooledCovariance } from '../core/glm/spmSelection.ts'
import type { Parts } from '../core/math/parts.ts'
import type { SlabKernels } from '../core/glm/slabKernels.ts'
import type { SlabView } from '../core/glm/slabView.ts'
import type { FitContract, IntensityNumbers } from '../protocol/fitContract.ts'
import type { PaneSlab } from './paneSlab.ts'
import type { Checkpoint, Jobs } from './jobs.ts'
import type { ReadyModels } from './readyModels.ts'
import type { SlabUnits } from './slabUnits.ts'
import { throttledVoxels } from './throttled.ts'
import { transferred } from './transferred.ts'

/** The pane's slabs that a request names, one after another, with a chance to cancel before each and between its parts. */
export type OverSlabs = (
  request: { readonly dataKey: string; readonly voxels: Int32Array; readonly intensity: IntensityNumbers },
  checkpoint: Checkpoint,
  visit: (part: PaneSlab, units: SlabUnits, view: SlabView) => Parts<void> | undefined,
) => Promise<void>

/** What the passes work with. */
export interface PoolingTools {
  readonly jobs: Jobs
  readonly overSlabs: OverSlabs
  readonly kernels: SlabKernels
  readonly ready: Pick<ReadyModels, 'selectionOf'>
}

/** The passes that pool something over voxels before the fit. */
export function createPooling({
  jobs,
  overSlabs,
  kernels,
  ready,
}: PoolingTools): Pick<FitContract, 'residualSum' | 'pooledCovariance'> {
  return {
    residualSum(request, jobId) {
      return jobs.run(jobId, async (checkpoint) => {
        let sum = 0
        let sampleCount = 0
        await overSlabs(request, checkpoint, (held, { scaling }) => {
          const part = slabResidualSum(request.design, held.slab(), scaling, kernels)
          sum += part.sum
          sampleCount += part.sampleCount
          return undefined
        })
        return { sum, sampleCount }
      })
    },
    pooledCovariance(request, jobId, onVoxels) {
      return jobs.run(jobId, async (checkpoint) => {
        const plan = ready.selectionOf(request.readyAs, request.design)
        const pooled = emptyPooledCovariance(plan.scanCount)
        let done = 0
        const report = throttledVoxels(onVoxels)
        await overSlabs(request, checkpoint, ({ voxels }, { scaling }, view) => {
          done += voxels.length
          report(done)
          return accumulateInParts(plan, { view, scaling, voxels }, pooled)
        })
        return transferred(pooled)
      })
    },
  }
}
