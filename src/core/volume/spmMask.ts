import { inverse } from '../math/decompositions.ts'
import { multiply } from '../math/matrix.ts'
import type { Grid } from './grid.ts'
import { voxelCountOf, type RawVolumes } from './rawVolumes.ts'

/** Collects SPM12's analysis mask volume by volume. */
export interface SpmMaskAccumulator {
  /** Adds one scan: raw values of the whole grid, and the raw value that every voxel of the mask exceeds in it. */
  addVolume(volume: Float64Array, threshold: number): void
  /** 1 inside: above the threshold in every scan, not constant in time, and inside the explicit mask. */
  finish(explicitMask?: Uint8Array): Uint8Array
}

/**
 * An accumulator for volumes of `size` voxels. The threshold of a scan is the mask threshold (0.8) times the scan's own
 * global, whichever way the data are scaled; NaN is never above it (SPM12 r7771, spm_spm).
 */
export function createSpmMaskAccumulator(size: number): SpmMaskAccumulator {
  const inside = new Uint8Array(size).fill(1)
  const varies = new Uint8Array(size)
  const first = new Float64Array(size)
  let count = 0
  return {
    addVolume(volume, threshold) {
      if (count === 0) first.set(volume)
      for (let i = 0; i < size; i++) {
        if (!(volume[i] > threshold)) inside[i] = 0
        if (volume[i] !== first[i]) varies[i] = 1
      }
      count++
    },
    finish(explicitMask) {
      return inside.map((value, i) => value & varies[i] & (explicitMask ? explicitMask[i] : 1))
    },
  }
}

/** Voxels looked at through all scans before the next ones: their values stay in the processor's fastest memory. */
const blockVoxels = 4096

/** The mask that `createSpmMaskAccumulator` collects, from the stored numbers of a run; one threshold per scan. */
export function spmMaskOf(run: RawVolumes, thresholds: ArrayLike<number>): Uint8Array {
  const { values, slope, intercept, scanCount } = run
  const size = voxelCountOf(run.dims)
  const inside = new Uint8Array(size).fill(1)
  const varies = new Uint8Array(size)
  for (let start = 0; start < size; start += blockVoxels) {
    const end = Math.min(start + blockVoxels, size)
    for (let t = 0; t < scanCount; t++) {
      const threshold = thresholds[t]
      const from = t * size
      for (let i = start; i < end; i++) {
        if (inside[i] === 0) continue
        const value = values[from + i]
        if (!(slope * value + intercept > threshold)) inside[i] = 0
        else if (value !== values[i]) varies[i] = 1
      }
    }
  }
  return inside.map((value, i) => value & varies[i])
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
