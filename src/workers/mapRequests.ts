import { contrastMaps } from '../core/contrast/statistics.ts'
import { fitView } from '../core/glm/fitSlab.ts'
import { commonUnitFactors } from '../core/volume/scaling.ts'
import type { FitContract } from '../protocol/fitContract.ts'
import type { HeldFits } from './heldFits.ts'
import type { Jobs } from './jobs.ts'
import { joinShares, type MapsPart } from './mapsShare.ts'
import type { OverSlabs } from './pooling.ts'

/** What maps are made with. */
export interface MapTools {
  readonly jobs: Jobs
  readonly fits: HeldFits
  readonly overSlabs: OverSlabs
}

/** Maps of a contrast, of a fit that is held or of one made for them alone. */
export function createMapRequests({
  jobs,
  fits,
  overSlabs,
}: MapTools): Pick<FitContract, 'maps' | 'fitMaps'> {
  return {
    maps({ fitId, contrast, kinds }, jobId) {
      return jobs.run(jobId, async (checkpoint) => {
        const { plan, slabs, partSizes } = fits.get(fitId)
        const parts: MapsPart[] = []
        for (const { fit, commonUnitFactor } of slabs) {
          await checkpoint()
          parts.push({ maps: contrastMaps(plan, fit, contrast, kinds), commonUnitFactor })
        }
        return { ...joinShares(parts, kinds), partSizes }
      })
    },
    fitMaps({ plan, contrast, kinds, ...request }, jobId) {
      return jobs.run(jobId, async (checkpoint) => {
        const parts: MapsPart[] = []
        await overSlabs(request, checkpoint, ({ unscaledMeans }, scaling, view) => {
          parts.push({
            maps: contrastMaps(plan, fitView(plan, view, scaling), contrast, kinds),
            commonUnitFactor: commonUnitFactors(unscaledMeans, request.intensity),
          })
          return undefined
        })
        const share = joinShares(parts, kinds)
        return { ...share, partSizes: [share.commonUnitFactor.length] }
      })
    },
  }
}
