import { largestComponent } from './components.ts'
import { dilate, erode } from './morphology.ts'
import { createSmoother, smoothVolume, type SmoothingStorage } from './smoothing.ts'

/** nilearn's `compute_epi_mask` settings. */
export interface EpiMaskSettings {
  /** Share of the voxels, sorted by brightness, below which no gap is looked for. */
  readonly lowerCutoff: number
  readonly upperCutoff: number
  /** Erosions before the largest component is kept; 0 also skips the smoothing. */
  readonly opening: number
}

/** The raw temporal mean of a run. */
export interface MeanVolume {
  readonly dims: readonly [number, number, number]
  /** File order. */
  readonly mean: Float64Array
  /** 'float32' for a run stored as float32, whose mean nilearn keeps in float32; else 'float64'. */
  readonly storage: SmoothingStorage
}

/** The mean as the histogram sees it: smoothed by one voxel if it is to be opened; not finite counts as 0. */
function preparedMean(volume: MeanVolume, opening: number): Float64Array {
  const prepared = volume.mean.slice()
  if (opening > 0) {
    smoothVolume(createSmoother(volume.dims, [1, 1, 1], 1, volume.storage), prepared)
  }
  return prepared.map((value, i) => (Number.isFinite(volume.mean[i]) ? value : 0))
}

/** Middle of the widest gap between neighbours of the sorted values, the first of equals. */
function gapThreshold(values: Float64Array, { lowerCutoff, upperCutoff }: EpiMaskSettings): number {
  const sorted = values.slice().sort()
  const from = Math.floor(lowerCutoff * sorted.length)
  const to = Math.min(Math.floor(upperCutoff * sorted.length), sorted.length - 1)
  let widest = from
  for (let i = from; i < to; i++) {
    if (sorted[i + 1] - sorted[i] > sorted[widest + 1] - sorted[widest]) widest = i
  }
  return 0.5 * (sorted[widest] + sorted[widest + 1])
}

/**
 * nilearn's brain mask of a run (0.12.1, `masking.compute_epi_mask`), 1 inside, file order: brighter than the widest gap of the
 * sorted mean, eroded `opening` times, largest component, dilated twice as often, eroded as often as at first. May be empty.
 */
export function epiMask(volume: MeanVolume, settings: EpiMaskSettings): Uint8Array {
  const { dims } = volume
  const { opening } = settings
  const prepared = preparedMean(volume, opening)
  const threshold = gapThreshold(prepared, settings)
  const bright = new Uint8Array(prepared.length)
  for (let i = 0; i < bright.length; i++) bright[i] = prepared[i] >= threshold ? 1 : 0
  const core = largestComponent(erode(bright, dims, opening), dims)
  return erode(dilate(core, dims, 2 * opening), dims, opening)
}
