import { fitView } from '../core/glm/fitSlab.ts'
import { scanVector } from '../core/glm/scanVector.ts'
import { columnOf } from '../core/math/matrix.ts'
import type { FitContract, FitRequest, OnVoxels, WarmRequest } from '../protocol/fitContract.ts'
import { createHeldFits, type FittedSlab } from './heldFits.ts'
import type { HeldSlabs } from './heldSlabs.ts'
import { createJobs, type Checkpoint } from './jobs.ts'
import { loadKernels } from './kernels.ts'
import { createMapRequests, heldMaps } from './mapRequests.ts'
import { paneView } from './paneView.ts'
import { createPooling, type OverSlabs } from './pooling.ts'
import { createProductStore, type ProductStore } from './productStore.ts'
import { createReadyModels } from './readyModels.ts'
import { slabUnits } from './slabUnits.ts'
import { throttledVoxels } from './throttled.ts'
import { createVoxelQueries } from './voxelQueries.ts'

/** Columns multiplied with a slab between two looks at the messages: less than a millisecond at 200 scans. */
const warmedAtOnce = 8

/** The work of one fitting worker over the slabs it holds. */
export function createFitService(held: HeldSlabs): Omit<FitContract, 'connect'> {
  const jobs = createJobs()
  const kernels = loadKernels()
  const fits = createHeldFits()
  const products = createProductStore(kernels)
  const ready = createReadyModels()
  let slabsComputed = 0

  held.onForget((isHeld) => {
    products.forget(isHeld)
  })

  const overSlabs: OverSlabs = async (request, checkpoint, visit) => {
    for (const part of held.of(request.dataKey, request.voxels)) {
      await checkpoint()
      const parts = visit(part, slabUnits(part, request.intensity), paneView(part, products, kernels))
      while (parts?.next().done === false) await checkpoint()
      slabsComputed++
    }
  }

  return {
    getReady: (readyAs, model) => Promise.resolve().then(() => ready.prepare(readyAs, model)),
    fit(request, jobId, onVoxels) {
      return jobs.run(jobId, async (checkpoint) => {
        const { fitId, dataKey, part, maps } = request
        if (!fits.has(fitId)) {
          const plan = ready.planOf(request.readyAs, request.plan)
          const slabs = await fitSlabs({ ...request, plan }, { overSlabs, checkpoint, onVoxels })
          fits.keep(fitId, { dataKey, plan, slabs }, part)
        }
        return maps !== undefined && fits.has(fitId) ? heldMaps(fits.get(fitId), maps, checkpoint) : null
      })
    },
    hasFit: (fitId) => Promise.resolve(fits.has(fitId)),
    ...createPooling({ jobs, overSlabs, kernels, ready }),
    ...createMapRequests({ jobs, fits, overSlabs }),
    ...createVoxelQueries(fits, held),
    warm: (request, jobId) =>
      jobs.run(jobId, (checkpoint) => warmColumns(request, checkpoint, held, products)),
    cancel(jobId) {
      jobs.cancel(jobId)
      return Promise.resolve()
    },
    reset() {
      fits.clear()
      return Promise.resolve()
    },
    slabsComputed: () => Promise.resolve(slabsComputed),
    columnsPassed: () => Promise.resolve(products.passes()),
  }
}

interface Fitting {
  readonly overSlabs: OverSlabs
  readonly checkpoint: Checkpoint
  readonly onVoxels: OnVoxels
}

async function fitSlabs(
  request: FitRequest,
  { overSlabs, checkpoint, onVoxels }: Fitting,
): Promise<FittedSlab[]> {
  const slabs: FittedSlab[] = []
  let done = 0
  const report = throttledVoxels(onVoxels)
  await overSlabs(request, checkpoint, ({ voxels }, units, view) => {
    slabs.push({ voxels, ...units, fit: fitView(request.plan, view, units.scaling) })
    done += voxels.length
    report(done)
    return undefined
  })
  return slabs
}

/** Stops where there is no room left. */
async function warmColumns(
  { dataKey, columns }: WarmRequest,
  checkpoint: Checkpoint,
  held: HeldSlabs,
  products: ProductStore,
): Promise<void> {
  const delivery = held.delivery(dataKey)
  const vectors = Array.from({ length: columns.columns }, (_, j) => scanVector(columnOf(columns, j)))
  for (const slab of delivery.slabs) {
    for (let first = 0; first < vectors.length; first += warmedAtOnce) {
      await checkpoint()
      if (!products.warm(delivery, slab, vectors.slice(first, first + warmedAtOnce))) return
    }
  }
}
