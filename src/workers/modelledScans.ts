import { voxelSizesMm } from '../core/volume/affine.ts'
import type { Grid } from '../core/volume/grid.ts'
import { readVolume, someScans, voxelCountOf } from '../core/volume/rawVolumes.ts'
import { createSmoother, smoothVolume, truncateToInteger } from '../core/volume/smoothing.ts'
import type { DataSettings } from '../protocol/runContract.ts'
import type { BlockVisitor, Pass, ScanSource } from './scanSource.ts'

/** A run as a pipeline models it, before any scaling per volume: without the discarded scans, smoothed. */
export interface ModelledScans {
  readonly scanCount: number
  readonly size: number
  /** Visits all scans in order, numbered from the first that is not discarded. */
  eachBlock(visit: BlockVisitor, pass: Pass): Promise<void>
}

/** The scans that `settings` describe. */
export function modelledScans(scans: ScanSource, grid: Grid, settings: DataSettings): ModelledScans {
  const { discardScans, smoothing } = settings
  return {
    scanCount: scans.scanCount - discardScans,
    size: voxelCountOf(scans.dims),
    eachBlock(visit, pass) {
      const seen = smoothing.fwhmMm === 0 ? visit : smoothed(scans, grid, smoothing, visit)
      return scans.eachBlock(discarding(discardScans, seen), pass)
    },
  }
}

function discarding(count: number, visit: BlockVisitor): BlockVisitor {
  if (count === 0) return visit
  return (block, first) => {
    const skipped = Math.max(0, Math.min(block.scanCount, count - first))
    if (skipped === block.scanCount) return
    visit(someScans(block, skipped, block.scanCount - skipped), first + skipped - count)
  }
}

function smoothed(
  scans: ScanSource,
  grid: Grid,
  { fwhmMm, castToFileType }: DataSettings['smoothing'],
  visit: BlockVisitor,
): BlockVisitor {
  const { dims, storage } = scans
  const cast = castToFileType === true && scans.isUnscaledInteger
  const smoother = createSmoother(grid.dims, voxelSizesMm(grid.mmFromVoxel), fwhmMm, storage)
  const volume = new Float64Array(voxelCountOf(dims))
  return (block, first) => {
    for (let t = 0; t < block.scanCount; t++) {
      readVolume(block, t, volume)
      smoothVolume(smoother, volume)
      if (cast) truncateToInteger(volume)
      visit({ dims, scanCount: 1, values: volume, slope: 1, intercept: 0 }, first + t)
    }
  }
}
