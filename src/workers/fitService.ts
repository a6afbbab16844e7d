import { contrastMaps } from '../core/contrast/statistics.ts'
import { fitView } from '../core/glm/fitSlab.ts'
import { scanVector } from '../core/glm/scanVector.ts'
import { columnOf } from '../core/math/matrix.ts'
import type { FitContract, VoxelEstimates } from '../protocol/fitContract.ts'
import { commonUnitFactors, voxelScaling } from '../core/volume/scaling.ts'
import type { HeldSlabs } from './heldSlabs.ts'
import { createJobs } from './jobs.ts'
import { loadKernels } from './kernels.ts'
import { joinShares, type MapsPart } from './mapsShare.ts'
import { paneView } from './paneView.ts'
import { createPooling, type OverSlabs } from './pooling.ts'
import { createProductStore } from './productStore.ts'
import { throttledVoxels } from './throttled.ts'
import { createVoxelQueries, type FittedSlab, type HeldFit } from './voxelQueries.ts'

/** Fits kept for toggling back and forth; the oldest goes first. */
const maxHeldFits = 24
/** Estimates that the kept fits of one worker may hold; both panes' newest stay in any case. */
const budgetBytes = 256e6

/** Columns multiplied with a slab between two looks at the messages: less than a millisecond at 200 scans. */
const warmedAtOnce = 8

/** The work of one fitting worker over the slabs it holds. */
export function createFitService(held: HeldSlabs): Omit<FitContract, 'connect'> {
  const jobs = createJobs()
  const kernels = loadKernels()
  const fits = new Map<string, HeldFit>()
  const products = createProductStore(kernels)
  let slabsComputed = 0

  held.onForget((isHeld) => {
    products.forget(isHeld)
  })

  const overSlabs: OverSlabs = async (request, checkpoint, visit) => {
    for (const part of held.of(request.dataKey, request.voxels)) {
      await checkpoint()
      const scaling = voxelScaling(part.means, request.intensity)
      const parts = visit(part, scaling, paneView(part, products, kernels))
      while (parts?.next().done === false) await checkpoint()
      slabsComputed++
    }
  }

  return {
    fit(request, jobId, onVoxels) {
      return jobs.run(jobId, async (checkpoint) => {
        if (fits.has(request.fitId)) return
        const slabs: FittedSlab[] = []
        let done = 0
        const report = throttledVoxels(onVoxels)
        await overSlabs(request, checkpoint, ({ voxels, unscaledMeans }, scaling, view) => {
          const commonUnitFactor = commonUnitFactors(unscaledMeans, request.intensity)
          slabs.push({
            voxels,
            scaling,
            commonUnitFactor,
            fit: fitView(request.plan, view, scaling),
          })
          done += voxels.length
          report(done)
          return undefined
        })
        keepNewest(fits, request.fitId, { dataKey: request.dataKey, plan: request.plan, slabs })
      })
    },
    ...createPooling({ jobs, overSlabs, kernels }),
    ...createVoxelQueries((fitId) => heldFit(fits, fitId), held),
    maps({ fitId, contrast, kinds }, jobId) {
      return jobs.run(jobId, async (checkpoint) => {
        const { plan, slabs } = heldFit(fits, fitId)
        const parts: MapsPart[] = []
        for (const { fit, commonUnitFactor } of slabs) {
          await checkpoint()
          parts.push({ maps: contrastMaps(plan, fit, contrast, kinds), commonUnitFactor })
        }
        return joinShares(parts, kinds)
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
        return joinShares(parts, kinds)
      })
    },
    warm({ dataKey, columns }, jobId) {
      return jobs.run(jobId, async (checkpoint) => {
        const delivery = held.delivery(dataKey)
        const vectors = Array.from({ length: columns.columns }, (_, j) => scanVector(columnOf(columns, j)))
        for (const slab of delivery.slabs) {
          for (let first = 0; first < vectors.length; first += warmedAtOnce) {
            await checkpoint()
            if (!products.warm(delivery, slab, vectors.slice(first, first + warmedAtOnce))) return
          }
        }
      })
    },
    estimatesAt(fitId, voxel) {
      return Promise.resolve(estimatesIn(heldFit(fits, fitId), held, voxel))
    },
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

function keepNewest(fits: Map<string, HeldFit>, fitId: string, fit: HeldFit): void {
  fits.set(fitId, fit)
  let bytes = [...fits.values()].reduce((sum, held) => sum + bytesOf(held), 0)
  for (const [oldest, held] of fits) {
    if (fits.size <= maxHeldFits && (bytes <= budgetBytes || fits.size <= 2)) break
    fits.delete(oldest)
    bytes -= bytesOf(held)
  }
}

function bytesOf({ slabs }: HeldFit): number {
  return slabs.reduce((sum, { fit }) => sum + fit.beta.byteLength + 3 * fit.dispersion.byteLength, 0)
}

function heldFit(fits: Map<string, HeldFit>, fitId: string): HeldFit {
  const fit = fits.get(fitId)
  if (fit === undefined) throw new Error(`no fit ${fitId}`)
  return fit
}

function estimatesIn({ slabs, dataKey }: HeldFit, held: HeldSlabs, voxel: number): VoxelEstimates | null {
  for (const { voxels, fit, scaling } of slabs) {
    const v = voxels.indexOf(voxel)
    if (v < 0) continue
    const columns = fit.beta.length / fit.voxelCount
    const at = (values: Float64Array): number => values[v] ?? 0
    return {
      beta: Float64Array.from({ length: columns }, (_, k) => fit.beta[k * fit.voxelCount + v] ?? 0),
      dispersion: at(fit.dispersion),
      noiseRho: at(fit.noiseRho),
      rSquared: at(fit.rSquared),
      scale: at(scaling.scale),
      offset: at(scaling.offset),
      series: held.series(dataKey, voxel) ?? new Float64Array(0),
    }
  }
  return null
}
