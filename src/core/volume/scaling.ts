/** How raw units become the pipeline's, apart from each voxel's own mean; the kinds are those of a pipeline's `intensity`. */
export interface IntensityFactors {
  readonly intensity:
    | { readonly kind: 'percent-of-voxel-mean' | 'percent-of-grand-mean' | 'none' }
    | { readonly kind: 'global-100'; readonly per: 'session' | 'volume' }
  /** nilearn's grand mean over scans and mask, not yet floored at 1; used by percent-of-grand-mean. */
  readonly grandMean: number
  /** Mean over scans of SPM12's globals; used by global-100 per session. */
  readonly sessionGlobal: number
  /** Mean over scans of 100 / global; used by global-100 per volume. */
  readonly meanVolumeFactor: number
}

/** Modelled series = scale * centred + offset, per voxel. */
export interface ScaleAndOffset {
  readonly scale: Float64Array
  readonly offset: Float64Array
}

/** nilearn divides by a mean no smaller than 1 (0.12.1, `first_level.mean_scaling`). */
function floored(mean: number): number {
  return Math.max(mean, 1)
}

function affineUnits(means: Float64Array, factor: number, shift: number): ScaleAndOffset {
  const offset = new Float64Array(means.length)
  for (let v = 0; v < means.length; v++) offset[v] = factor * means[v] + shift
  return { scale: new Float64Array(means.length).fill(factor), offset }
}

function percentOfMeans(means: Float64Array): ScaleAndOffset {
  const scale = new Float64Array(means.length)
  const offset = new Float64Array(means.length)
  for (let v = 0; v < means.length; v++) {
    const mean = means[v]
    scale[v] = 100 / floored(mean)
    if (!(mean >= 1)) offset[v] = 100 * mean - 100
  }
  return { scale, offset }
}

/**
 * Scale and offset that turn centred series with these temporal means into the pipeline's units: 100 y/m - 100 with m the
 * voxel's or the grand mean floored at 1 (nilearn 0.12.1), 100 y/mean(g) (SPM12), or y. Per-volume scaling changes the shape of a
 * series and must have been applied to the volumes: here it is y.
 */
export function voxelScaling(means: Float64Array, factors: IntensityFactors): ScaleAndOffset {
  const { intensity } = factors
  switch (intensity.kind) {
    case 'percent-of-voxel-mean':
      return percentOfMeans(means)
    case 'percent-of-grand-mean':
      return affineUnits(means, 100 / floored(factors.grandMean), -100)
    case 'global-100':
      return affineUnits(means, intensity.per === 'session' ? 100 / factors.sessionGlobal : 1, 0)
    case 'none':
      return affineUnits(means, 1, 0)
  }
}

/** Mean over scans of what a raw unit is multiplied by at a voxel of this raw mean. */
function averageFactor(rawMean: number, factors: IntensityFactors): number {
  const { intensity } = factors
  switch (intensity.kind) {
    case 'percent-of-voxel-mean':
      return 100 / floored(rawMean)
    case 'percent-of-grand-mean':
      return 100 / floored(factors.grandMean)
    case 'global-100':
      return intensity.per === 'session' ? 100 / factors.sessionGlobal : factors.meanVolumeFactor
    case 'none':
      return 1
  }
}

/**
 * Per voxel: what an effect or standard error is multiplied by to be in percent of the voxel's mean, f = 100/(a m) with a the
 * pipeline's average factor and m the temporal mean of the smoothed RAW series (also for per-volume scaling) floored at 1.
 */
export function commonUnitFactors(rawMeans: Float64Array, factors: IntensityFactors): Float64Array {
  const result = new Float64Array(rawMeans.length)
  for (let v = 0; v < result.length; v++) {
    result[v] = 100 / (averageFactor(rawMeans[v], factors) * floored(rawMeans[v]))
  }
  return result
}
