import type { FitPlan, SlabFit } from '../glm/fitPlan.ts'
import type { Matrix } from '../math/matrix.ts'
import { effectFactor } from './contrastVariance.ts'
import { fStatistics, fStatisticDf } from './fStatistic.ts'
import type { MapKind } from './mapKind.ts'
import { fTails } from './pValues.ts'
import { tTable } from './tTable.ts'
import { zScore } from './zScores.ts'

/** nilearn divides by the root of a variance no smaller than this (0.12.1, `contrasts.py`). */
const smallestVariance = 1e-50

/** A statistic per voxel with its reference distribution. */
interface StatisticMap {
  readonly values: Float64Array
  readonly upperTail: (value: number) => number
  readonly score: (value: number) => number
}

/** Degrees of freedom of a contrast's statistic: [df] of t for one row, [df1, df2] of F for more. */
export function statisticDf(plan: FitPlan, contrast: Matrix): readonly number[] {
  return contrast.rows === 1 ? [plan.residualDf] : fStatisticDf(plan, contrast)
}

function effects(fit: SlabFit, contrast: Matrix): Float64Array {
  const result = new Float64Array(fit.voxelCount)
  for (let k = 0; k < contrast.columns; k++) {
    const weight = contrast.data[k]
    if (weight === 0) continue
    for (let v = 0; v < fit.voxelCount; v++) result[v] += weight * fit.beta[k * fit.voxelCount + v]
  }
  return result
}

function effectVariances(plan: FitPlan, fit: SlabFit, contrast: Matrix): Float64Array {
  const factor = effectFactor(plan, contrast)
  const result = new Float64Array(fit.voxelCount)
  let rho = NaN
  let ofRho = NaN
  for (let v = 0; v < result.length; v++) {
    if (fit.noiseRho[v] !== rho) {
      rho = fit.noiseRho[v]
      ofRho = factor(rho)
    }
    result[v] = ofRho * fit.dispersion[v]
  }
  return result
}

function tValues(effect: Float64Array, variance: Float64Array): Float64Array {
  const result = new Float64Array(effect.length)
  for (let v = 0; v < result.length; v++) {
    result[v] = effect[v] / Math.sqrt(Math.max(variance[v], smallestVariance))
  }
  return result
}

function squareRoots(values: Float64Array): Float64Array {
  const result = new Float64Array(values.length)
  for (let v = 0; v < result.length; v++) result[v] = Math.sqrt(values[v])
  return result
}

/** A voxel that was never fitted has dispersion 0 and estimates 0. */
function isFitted(fit: SlabFit, v: number): boolean {
  if (fit.dispersion[v] !== 0) return true
  for (let at = v; at < fit.beta.length; at += fit.voxelCount) if (fit.beta[at] !== 0) return true
  return false
}

/** p of a voxel that was never fitted is 1/2, that of its z = 0. */
function pMap(fit: SlabFit, { values, upperTail }: StatisticMap): Float64Array {
  return values.map((value, v) => (isFitted(fit, v) ? upperTail(value) : 0.5))
}

function zMap(fit: SlabFit, { values, score }: StatisticMap): Float64Array {
  return values.map((value, v) => (isFitted(fit, v) ? score(value) : 0))
}

function fitMap(fit: SlabFit, kind: MapKind): Float64Array | undefined {
  if (kind === 'r-squared') return fit.rSquared.slice()
  if (kind === 'noise-rho') return fit.noiseRho.slice()
  if (kind === 'residual-sd') return squareRoots(fit.dispersion)
  return undefined
}

function tMaps(plan: FitPlan, fit: SlabFit, contrast: Matrix): (kind: MapKind) => Float64Array | undefined {
  const effect = effects(fit, contrast)
  const variance = effectVariances(plan, fit, contrast)
  const t = tValues(effect, variance)
  const statistic = (): StatisticMap => ({ values: t, ...tTable(plan.residualDf) })
  return (kind) => {
    if (kind === 'effect') return effect
    if (kind === 'variance') return variance
    if (kind === 'standard-error') return squareRoots(variance)
    if (kind === 't') return t
    if (kind === 'p') return pMap(fit, statistic())
    return kind === 'z' ? zMap(fit, statistic()) : undefined
  }
}

/** p and z of F, from the same tails: these take a microsecond or two per voxel. */
function fTailMaps(
  fit: SlabFit,
  values: Float64Array,
  df: ReturnType<typeof fStatisticDf>,
): Record<'p' | 'z', Float64Array> {
  const p = new Float64Array(values.length).fill(0.5)
  const z = new Float64Array(values.length)
  values.forEach((value, v) => {
    if (!isFitted(fit, v)) return
    const { upper, lower } = fTails(value, df)
    p[v] = upper
    z[v] = zScore(upper, lower)
  })
  return { p, z }
}

function fMaps(plan: FitPlan, fit: SlabFit, contrast: Matrix): (kind: MapKind) => Float64Array | undefined {
  const df = fStatisticDf(plan, contrast)
  const values = fStatistics(plan, fit, contrast)
  let tails: ReturnType<typeof fTailMaps> | undefined
  return (kind) => {
    if (kind === 'variance') return fit.dispersion.slice()
    if (kind === 'F') return values
    if (kind !== 'p' && kind !== 'z') return undefined
    tails ??= fTailMaps(fit, values, df)
    return tails[kind]
  }
}

/**
 * Maps of a contrast (rows x p) over a slab's voxels: t statistics for one row, F for more. p is one-sided; z follows
 * nilearn's clipping with the plan's degrees of freedom (nilearn 0.12.1, `contrasts.py`). Kinds that the contrast does not
 * define (effect and standard error of an F, F of a t, mean, mask) are absent; voxels never fitted have t = F = z = 0, p = 1/2.
 * `variance` is that of the effect for t, the dispersion for F. No array is shared with the fit: the caller may transfer them.
 */
export function contrastMaps(
  plan: FitPlan,
  fit: SlabFit,
  contrast: Matrix,
  kinds: readonly MapKind[],
): Partial<Record<MapKind, Float64Array>> {
  const mapOf = contrast.rows === 1 ? tMaps(plan, fit, contrast) : fMaps(plan, fit, contrast)
  const maps: Partial<Record<MapKind, Float64Array>> = {}
  for (const kind of kinds) {
    const map = fitMap(fit, kind) ?? mapOf(kind)
    if (map !== undefined) maps[kind] = map
  }
  return maps
}
