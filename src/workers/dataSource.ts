import { spmGlobal } from '../core/volume/spmGlobal.ts'
import { createSmoother, smoothVolume, truncateToInteger } from '../core/volume/smoothing.ts'
import type { SmoothingStorage } from '../core/volume/smoothing.ts'
import { voxelSizesMm } from '../core/volume/affine.ts'
import type { Grid } from '../core/volume/grid.ts'
import { createMomentsAccumulator, type RunMoments } from '../core/volume/runMoments.ts'
import {
  discardScans,
  isUnscaledInteger,
  readVolume,
  voxelCountOf,
  type RawVolumes,
} from '../core/volume/rawVolumes.ts'
import type { DataSettings } from '../protocol/runContract.ts'
import type { Checkpoint } from './jobs.ts'

/** A run as a pipeline models it: without the discarded scans, smoothed, scaled per volume. */
export interface DataSource {
  readonly scanCount: number
  readonly size: number
  /** Writes scan `t` before any scaling into `out`: whole grid, file order. */
  readUnscaled(t: number, out: Float64Array): void
}

/** What passes over the volumes have found out; each is made once per data settings. */
export interface DataStatistics {
  readonly moments: RunMoments
  /** SPM12's global of every scan. */
  readonly globals: Float64Array
}

/** The source of the volumes that `settings` describe. */
export function dataSource(raw: RawVolumes, grid: Grid, settings: DataSettings): DataSource {
  const run = discardScans(raw, settings.discardScans)
  const { fwhmMm, castToFileType } = settings.smoothing
  const cast = castToFileType === true && isUnscaledInteger(raw)
  const smoother = createSmoother(grid.dims, voxelSizesMm(grid.mmFromVoxel), fwhmMm, storageOf(raw))
  return {
    scanCount: run.scanCount,
    size: voxelCountOf(run.dims),
    readUnscaled(t, out) {
      readVolume(run, t, out)
      if (fwhmMm > 0) smoothVolume(smoother, out)
      if (fwhmMm > 0 && cast) truncateToInteger(out)
    },
  }
}

/** The precision in which nilearn keeps a file's values: that of the file, but double where they are scaled. */
export function storageOf(raw: RawVolumes): SmoothingStorage {
  return isUnscaledInteger(raw) || raw.values instanceof Float32Array ? 'float32' : 'float64'
}

/** Means, constancy and globals in one pass. */
export async function dataStatistics(source: DataSource, checkpoint: Checkpoint): Promise<DataStatistics> {
  const moments = createMomentsAccumulator(source.size)
  const globals = new Float64Array(source.scanCount)
  await eachVolume(source, checkpoint, (volume, t) => {
    moments.add(volume)
    globals[t] = spmGlobal(volume)
  })
  return { moments: moments.finish(), globals }
}

/** Visits the volumes in order; the array is reused for the next one. */
export async function eachVolume(
  source: DataSource,
  checkpoint: Checkpoint,
  visit: (volume: Float64Array, t: number) => void,
): Promise<void> {
  const volume = new Float64Array(source.size)
  for (let t = 0; t < source.scanCount; t++) {
    source.readUnscaled(t, volume)
    visit(volume, t)
    if (t % 4 === 3) await checkpoint()
  }
}
