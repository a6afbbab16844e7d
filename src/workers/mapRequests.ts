import { contrastMaps } from '../core/contrast/statistics.ts'
import { fitView } from '../core/glm/fitSlab.ts'
import type { FitContract, MapsShare, WantedMaps } from '../protocol/fitContract.ts'
import type { HeldFit, HeldFits } from './heldFits.ts'
import type { Checkpoint, Jobs } from './jobs.ts'
import { joinShares, type MapsPart } from './mapsShare.ts'
import type { OverSlabs } from './pooling.ts'
import { transferred } from './transferred.ts'

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
    maps: ({ fitId, ...wanted }, jobId) =>
      jobs.run(jobId, (checkpoint) => heldMaps(fits.get(fitId), wanted, checkpoint)),
    fitMaps({ plan, contrast, kinds, ...request }, jobId) {
      return jobs.run(jobId, async (checkpoint) => {
        const parts: MapsPart[] = []
        await overSlabs(request, checkpoint, (_, { scaling, commonUnitFactor }, view) => {
          const maps = contrastMaps(plan, fitView(plan, view, scaling), contrast, kinds)
          parts.push({ maps, commonUnitFactor })
          return undefined
        })
        const share = joinShares(parts, kinds)
        return transferred({ ...share, partSizes: [share.commonUnitFactor.length] })
      })
    },
  }
}

/** Maps of a fit that is held. */
export async function heldMaps(
  { plan, slabs, partSizes }: HeldFit,
  { contrast, kinds }: WantedMaps,
  checkpoint: Checkpoint,
): Promise<MapsShare> {
  const parts: MapsPart[] = []
  for (const { fit, commonUnitFactor } of slabs) {
    await checkpoint()
    parts.push({ maps: contrastMaps(plan, fit, contrast, kinds), commonUnitFactor })
  }
  return transferred({ ...joinShares(parts, kinds), partSizes })
}
