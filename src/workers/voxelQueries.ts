import { contrastCovariance } from '../core/contrast/contrastVariance.ts'
import { contrastMaps } from '../core/contrast/statistics.ts'
import { fitSlab } from '../core/glm/fitSlab.ts'
import type { FitPlan, SlabFit, VoxelScaling } from '../core/glm/fitPlan.ts'
import { voxelFit, type VoxelFit, type VoxelNumbers } from '../core/glm/voxelFit.ts'
import { identity, type Matrix } from '../core/math/matrix.ts'
import type { FitContract, SeriesFit, SeriesSum } from '../protocol/fitContract.ts'
import type { HeldSlabs } from './heldSlabs.ts'

/** A slab's estimates with what is needed to read them. */
export interface FittedSlab {
  readonly voxels: Int32Array
  readonly scaling: VoxelScaling
  readonly commonUnitFactor: Float64Array
  readonly fit: SlabFit
}

export interface HeldFit {
  readonly dataKey: string
  readonly plan: FitPlan
  readonly slabs: readonly FittedSlab[]
}

type VoxelQueries = Pick<FitContract, 'voxelFit' | 'seriesSum' | 'fitSeries'>

/** Answers about single voxels from what a worker holds. */
export function createVoxelQueries(fitOf: (fitId: string) => HeldFit, held: HeldSlabs): VoxelQueries {
  return {
    voxelFit(fitId, voxel) {
      return Promise.resolve(fitAt(fitOf(fitId), held, voxel))
    },
    seriesSum(fitId, voxels) {
      return Promise.resolve(sumOf(fitOf(fitId), held, voxels))
    },
    fitSeries(fitId, series, contrast) {
      return Promise.resolve(fitOfSeries(fitOf(fitId).plan, series, contrast))
    },
  }
}

function fitAt({ slabs, plan, dataKey }: HeldFit, held: HeldSlabs, voxel: number): VoxelFit | null {
  for (const { voxels, fit, scaling } of slabs) {
    const v = voxels.indexOf(voxel)
    if (v < 0) continue
    const series = held.series(dataKey, voxel)
    return series && detail(plan, modelled(series, scaling, v), numbersAt(fit, v))
  }
  return null
}

/** C = I C I', whatever kind of plan. */
function detail(plan: FitPlan, series: Float64Array, numbers: VoxelNumbers): VoxelFit {
  const covariance = contrastCovariance(plan, identity(plan.designMatrix.columns), numbers.noiseRho)
  return voxelFit(plan, covariance, series, numbers)
}

/** scale * (series - mean) + offset. */
function modelled(series: Float64Array, { scale, offset }: VoxelScaling, v: number): Float64Array {
  const mean = meanOf(series)
  return series.map((value) => (scale[v] ?? 0) * (value - mean) + (offset[v] ?? 0))
}

function numbersAt(fit: SlabFit, v: number): VoxelNumbers {
  const columns = fit.beta.length / fit.voxelCount
  const at = (values: Float64Array): number => values[v] ?? 0
  return {
    beta: Float64Array.from({ length: columns }, (_, k) => fit.beta[k * fit.voxelCount + v] ?? 0),
    dispersion: at(fit.dispersion),
    noiseRho: at(fit.noiseRho),
    rSquared: at(fit.rSquared),
  }
}

function sumOf({ slabs, plan, dataKey }: HeldFit, held: HeldSlabs, wanted: Int32Array): SeriesSum {
  const sum = new Float64Array(plan.designMatrix.rows)
  let percentSum = 0
  let count = 0
  for (const voxel of wanted) {
    for (const { voxels, scaling, commonUnitFactor } of slabs) {
      const v = voxels.indexOf(voxel)
      const series = v < 0 ? null : held.series(dataKey, voxel)
      if (series === null) continue
      count++
      percentSum += 1 / (commonUnitFactor[v] ?? 1)
      modelled(series, scaling, v).forEach((value, scan) => {
        sum[scan] = (sum[scan] ?? 0) + value
      })
      break
    }
  }
  return { sum, percentSum, count }
}

function fitOfSeries(plan: FitPlan, series: Float64Array, contrast: Matrix): SeriesFit {
  const mean = meanOf(series)
  const slab = {
    scanCount: series.length,
    voxelCount: 1,
    centred: Float32Array.from(series, (value) => value - mean),
    means: Float64Array.of(mean),
  }
  const scaling = { scale: Float64Array.of(1), offset: Float64Array.of(mean) }
  const fit = fitSlab(plan, slab, scaling)
  const { t, F, p } = contrastMaps(plan, fit, contrast, ['t', 'F', 'p'])
  return {
    fit: detail(plan, series, numbersAt(fit, 0)),
    statistic: (t ?? F)?.[0] ?? NaN,
    p: p?.[0] ?? NaN,
  }
}

function meanOf(series: Float64Array): number {
  return series.reduce((sum, value) => sum + value, 0) / series.length
}
