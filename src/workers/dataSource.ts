import { spmGlobal, spmGlobalOf } from '../core/volume/spmGlobal.ts'
import { createSmoother, smoothVolume, truncateToInteger } from '../core/volume/smoothing.ts'
import type { SmoothingStorage } from '../core/volume/smoothing.ts'
import { voxelSizesMm } from '../core/volume/affine.ts'
import type { Grid } from '../core/volume/grid.ts'
import { createMomentsAccumulator, momentsOf, type RunMoments } from '../core/volume/runMoments.ts'
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
  /** The stored volumes themselves where nothing changes them; null after smoothing. */
  readonly raw: RawVolumes | null
  /** Writes scan `t` before any scaling into `out`: whole grid, file order. */
  readUnscaled(t: number, out: Float64Array): void
}

/** The source of the volumes that `settings` describe. */
export function dataSource(raw: RawVolumes, grid: Grid, settings: DataSettings): DataSource {
  const run = discardScans(raw, settings.discardScans)
  const { fwhmMm, castToFileType } = settings.smoothing
  const size = voxelCountOf(run.dims)
  const unsmoothed = { scanCount: run.scanCount, size, raw: run }
  if (fwhmMm === 0) {
    return {
      ...unsmoothed,
      readUnscaled(t, out) {
        readVolume(run, t, out)
      },
    }
  }
  const cast = castToFileType === true && isUnscaledInteger(raw)
  const storage = storageOf(raw)
  const smoother = createSmoother(grid.dims, voxelSizesMm(grid.mmFromVoxel), fwhmMm, storage)
  return keepingVolumes(storage, {
    scanCount: run.scanCount,
    size,
    raw: null,
    readUnscaled(t, out) {
      readVolume(run, t, out)
      smoothVolume(smoother, out)
      if (cast) truncateToInteger(out)
    },
  })
}

/** Memory that smoothed volumes may take so that later passes need not smooth again. */
const keptBytes = 1e9

/** The source with its volumes kept once they have been made, where they fit. */
function keepingVolumes(storage: SmoothingStorage, source: DataSource): DataSource {
  const bytes = source.size * source.scanCount * (storage === 'float32' ? 4 : 8)
  if (bytes > keptBytes) return source
  const kept: (Float32Array | Float64Array)[] = []
  return {
    ...source,
    readUnscaled(t, out) {
      const known = kept[t]
      if (known !== undefined) {
        out.set(known)
        return
      }
      source.readUnscaled(t, out)
      kept[t] = storage === 'float32' ? Float32Array.from(out) : out.slice()
    },
  }
}

/** The precision in which nilearn keeps a file's values: that of the file, but double where they are scaled. */
export function storageOf(raw: RawVolumes): SmoothingStorage {
  return isUnscaledInteger(raw) || raw.values instanceof Float32Array ? 'float32' : 'float64'
}

/** Means and constancy of every voxel. */
export async function dataMoments(source: DataSource, checkpoint: Checkpoint): Promise<RunMoments> {
  if (source.raw !== null) return momentsOf(source.raw)
  const moments = createMomentsAccumulator(source.size)
  await eachVolume(source, checkpoint, (volume) => {
    moments.add(volume)
  })
  return moments.finish()
}

/** SPM12's global of every scan. */
export async function dataGlobals(source: DataSource, checkpoint: Checkpoint): Promise<Float64Array> {
  const globals = new Float64Array(source.scanCount)
  const { raw } = source
  if (raw !== null) return globals.map((_value, t) => spmGlobalOf(raw, t))
  await eachVolume(source, checkpoint, (volume, t) => {
    globals[t] = spmGlobal(volume)
  })
  return globals
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
