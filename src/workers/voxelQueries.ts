import { contrastCovariance } from '../core/contrast/contrastVariance.ts'
import { contrastMaps } from '../core/contrast/statistics.ts'
import { fitSlab } from '../core/glm/fitSlab.ts'
import type { FitPlan, SlabFit, VoxelScaling } from '../core/glm/fitPlan.ts'
import { voxelFit, type VoxelFit, type VoxelNumbers } from '../core/glm/voxelFit.ts'
import { identity, type Matrix } from '../core/math/matrix.ts'
import type { FitContract, SeriesFit, SeriesSum } from '../protocol/fitContract.ts'
import type { SeriesOf } from '../protocol/runContract.ts'
import type { FittedSlab, HeldFit, HeldFits } from './heldFits.ts'
import { seriesIn, type HeldSlabs } from './heldSlabs.ts'

type VoxelQueries = Pick<FitContract, 'voxelFit' | 'seriesSum' | 'fitSeries'>

/** Answers about single voxels from what a worker holds. */
export function createVoxelQueries(fits: HeldFits, held: HeldSlabs): VoxelQueries {
  return {
    voxelFit(fitId, voxel, given) {
      const fit = fits.get(fitId)
      return Promise.resolve(fitAt(fit, seriesFrom(held, fit, given), voxel))
    },
    seriesSum(fitId, voxels, given) {
      const fit = fits.get(fitId)
      return Promise.resolve(sumOf(fit, seriesFrom(held, fit, given), voxels))
    },
    fitSeries(fitId, series, contrast) {
      return Promise.resolve(fitOfSeries(fits.get(fitId).plan, series, contrast))
    },
  }
}

/** The time course of a voxel, n scans, before intensity scaling; null where there is none. */
type Series = (voxel: number) => Float64Array | null

function seriesFrom(held: HeldSlabs, { dataKey }: HeldFit, given: SeriesOf | undefined): Series {
  return (voxel) => (given === undefined ? null : seriesIn(given, voxel)) ?? held.series(dataKey, voxel)
}

/** The slab of a fit that has a voxel, and where; null where none has. */
function placeOf(
  { slabs }: HeldFit,
  voxel: number,
): { readonly slab: FittedSlab; readonly v: number } | null {
  for (const slab of slabs) {
    const v = slab.voxels.indexOf(voxel)
    if (v >= 0) return { slab, v }
  }
  return null
}

function fitAt(of: HeldFit, seriesOf: Series, voxel: number): VoxelFit | null {
  const place = placeOf(of, voxel)
  const series = place === null ? null : seriesOf(voxel)
  if (place === null || series === null) return null
  const { slab, v } = place
  return detail(of.plan, modelled(series, slab.scaling, v), numbersAt(slab.fit, v))
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

function sumOf(of: HeldFit, seriesOf: Series, wanted: Int32Array): SeriesSum {
  const sum = new Float64Array(of.plan.designMatrix.rows)
  let percentSum = 0
  let count = 0
  for (const voxel of wanted) {
    const place = placeOf(of, voxel)
    const series = place === null ? null : seriesOf(voxel)
    if (place === null || series === null) continue
    const { slab, v } = place
    count++
    percentSum += 1 / (slab.commonUnitFactor[v] ?? 1)
    modelled(series, slab.scaling, v).forEach((value, scan) => {
      sum[scan] = (sum[scan] ?? 0) + value
    })
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
