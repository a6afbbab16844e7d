import { inverse } from '../math/decompositions.ts'
import { multiply } from '../math/matrix.ts'
import type { Grid } from './grid.ts'
import type { StoredScan } from './rawVolumes.ts'

/** Collects SPM12's analysis mask scan by scan. */
export interface SpmMaskAccumulator {
  /** Adds one scan: raw values of the whole grid, and the raw value that every voxel of the mask exceeds in it. */
  addVolume(volume: Float64Array, threshold: number): void
  /** The same for a scan as it is stored. */
  addStored(scan: StoredScan, threshold: number): void
  /** 1 inside: above the threshold in every scan, not constant in time, and inside the explicit mask. */
  finish(explicitMask?: Uint8Array): Uint8Array
}

/**
 * An accumulator for volumes of `size` voxels. The threshold of a scan is the mask threshold (0.8) times the scan's own
 * global, whichever way the data are scaled; NaN is never above it (SPM12 r7771, spm_spm).
 */
export function createSpmMaskAccumulator(size: number): SpmMaskAccumulator {
  /** Those that were above the threshold in every scan so far are the first `left`. */
  const inside = Int32Array.from({ length: size }, (_, i) => i)
  let left = size
  const varies = new Uint8Array(size)
  const first = new Float64Array(size)
  let count = 0
  const addStored = ({ values, start, slope, intercept }: StoredScan, threshold: number): void => {
    const isFirst = count++ === 0
    let kept = 0
    for (let k = 0; k < left; k++) {
      const i = inside[k]
      const value = slope * values[start + i] + intercept
      if (!(value > threshold)) continue
      inside[kept++] = i
      if (isFirst) first[i] = value
      else if (value !== first[i]) varies[i] = 1
    }
    left = kept
  }
  return {
    addStored,
    addVolume(volume, threshold) {
      addStored({ values: volume, start: 0, slope: 1, intercept: 0 }, threshold)
    },
    finish(explicitMask) {
      const mask = new Uint8Array(size)
      for (const i of inside.subarray(0, left)) mask[i] = varies[i] & (explicitMask ? explicitMask[i] : 1)
      return mask
    },
  }
}

/** Collects the voxels above a threshold in every scan. */
export interface ThresholdMask {
  add(scan: StoredScan, threshold: number): void
  /** 1 where every scan exceeded its threshold and `varies` is 1; file order. */
  finish(varies: Uint8Array): Uint8Array
}

/** SPM12's mask where it is known otherwise which voxels vary. */
export function createThresholdMask(size: number): ThresholdMask {
  const inside = Int32Array.from({ length: size }, (_, i) => i)
  let left = size
  return {
    add({ values, start, slope, intercept }, threshold) {
      let kept = 0
      for (let k = 0; k < left; k++) {
        const i = inside[k]
        inside[kept] = i
        if (slope * values[start + i] + intercept > threshold) kept++
      }
      left = kept
    },
    finish(varies) {
      const mask = new Uint8Array(size)
      for (let k = 0; k < left; k++) mask[inside[k]] = varies[inside[k]]
      return mask
    },
  }
}

/** A mask image on its own grid. */
export interface MaskImage {
  readonly grid: Grid
  /** File order; inside where > 0. */
  readonly values: ArrayLike<number>
}

/**
 * The explicit mask on the run's grid, 1 inside: each voxel takes the nearest voxel of the image, floor(x + 0.5) along each
 * of its axes; outside the image is outside the mask (SPM12 r7771). Throws when the image's affine is singular.
 */
export function explicitMaskOn(grid: Grid, mask: MaskImage): Uint8Array {
  const square = (data: Float64Array) => ({ rows: 4, columns: 4, data })
  const m = multiply(inverse(square(mask.grid.mmFromVoxel)), square(grid.mmFromVoxel)).data
  const [nx, ny, nz] = grid.dims
  const [mx, my, mz] = mask.grid.dims
  const result = new Uint8Array(nx * ny * nz)
  for (let voxel = 0; voxel < result.length; voxel++) {
    const i = voxel % nx
    const j = Math.floor(voxel / nx) % ny
    const k = Math.floor(voxel / (nx * ny))
    const x = Math.floor(m[0] * i + m[1] * j + m[2] * k + m[3] + 0.5)
    const y = Math.floor(m[4] * i + m[5] * j + m[6] * k + m[7] + 0.5)
    const z = Math.floor(m[8] * i + m[9] * j + m[10] * k + m[11] + 0.5)
    const within = x >= 0 && x < mx && y >= 0 && y < my && z >= 0 && z < mz
    if (within && mask.values[x + mx * (y + my * z)] > 0) result[voxel] = 1
  }
  return result
}
