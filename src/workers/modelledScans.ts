import { voxelSizesMm } from '../core/volume/affine.ts'
import type { Grid } from '../core/volume/grid.ts'
import {
  copyOfScans,
  readVolume,
  someScans,
  voxelCountOf,
  type RawVolumes,
} from '../core/volume/rawVolumes.ts'
import { createSmoother, smoothInParts, truncateToInteger } from '../core/volume/smoothing.ts'
import type { DataSettings } from '../protocol/runContract.ts'
import { inTurns } from './inTurns.ts'
import type { Checkpoint } from './jobs.ts'
import { volumeKernels } from './kernels.ts'
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
    async eachBlock(visit, pass) {
      if (smoothing.fwhmMm === 0) return scans.eachBlock(discarding(discardScans, visit), pass)
      const waiting = smoothed(scans, grid, smoothing, visit)
      const checkpoint = async (): Promise<void> => {
        await waiting.visit(pass.checkpoint)
        await pass.checkpoint()
      }
      await scans.eachBlock(discarding(discardScans, waiting.add), { ...pass, checkpoint })
      await waiting.visit(pass.checkpoint)
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

/** Scans that wait to be smoothed: that takes too long to be done while a block is visited. */
interface Waiting {
  readonly add: BlockVisitor
  /** Smooths and shows what waits, with a chance to cancel after every axis. */
  visit(checkpoint: Checkpoint): Promise<void>
}

function smoothed(
  scans: ScanSource,
  grid: Grid,
  { fwhmMm, castToFileType }: DataSettings['smoothing'],
  visit: BlockVisitor,
): Waiting {
  const { dims, storage } = scans
  const cast = castToFileType === true && scans.isUnscaledInteger
  const smoother = createSmoother(grid.dims, voxelSizesMm(grid.mmFromVoxel), fwhmMm, storage)
  const volume = new Float64Array(voxelCountOf(dims))
  const waiting: { readonly block: RawVolumes; readonly scan: number }[] = []
  return {
    add(block, first) {
      for (let t = 0; t < block.scanCount; t++)
        waiting.push({ block: copyOfScans(block, t, 1), scan: first + t })
    },
    async visit(checkpoint) {
      for (const { block, scan } of waiting.splice(0)) {
        readVolume(block, 0, volume)
        await inTurns(smoothInParts(smoother, volume, volumeKernels().smoothAlong), checkpoint)
        if (cast) truncateToInteger(volume)
        visit({ dims, scanCount: 1, values: volume, slope: 1, intercept: 0 }, scan)
        await checkpoint()
      }
    },
  }
}
