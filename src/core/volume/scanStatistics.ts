import { storedScan, type RawVolumes } from './rawVolumes.ts'
import { createMomentsAccumulator, type RunMoments } from './runMoments.ts'
import { spmGlobalOf } from './spmGlobal.ts'
import { createThresholdMask } from './spmMask.ts'

/** SPM12's default threshold as a fraction of the global (masking threshold 0.8). */
export const usualFractionOfGlobal = 0.8

/** What one pass over the scans finds out. */
export interface FoundStatistics {
  readonly moments: RunMoments
  /** SPM12's global of every scan. */
  readonly globals: Float64Array
  /** SPM12's mask at its usual threshold, 1 inside, file order. */
  readonly usualSpmMask: Uint8Array
}

/** Collects them block by block. */
export interface ScanStatistics {
  /** Adds the scans that follow those before, as they are stored; `first` is the number of the first of them. */
  add(block: RawVolumes, first: number): void
  /** Of the scans so far; more may be added afterwards. */
  momentsSoFar(): RunMoments
  finish(): FoundStatistics
}

/** Of `scanCount` scans of `size` voxels, in plain TypeScript. */
export function plainStatistics(size: number, scanCount: number): ScanStatistics {
  const moments = createMomentsAccumulator(size)
  const globals = new Float64Array(scanCount)
  const mask = createThresholdMask(size)
  return {
    add(block, first) {
      moments.add(block)
      for (let t = 0; t < block.scanCount; t++) {
        const global = spmGlobalOf(block, t)
        globals[first + t] = global
        mask.add(storedScan(block, t), usualFractionOfGlobal * global)
      }
    },
    momentsSoFar: () => moments.finish(),
    finish() {
      const found = moments.finish()
      return { moments: found, globals, usualSpmMask: mask.finish(found.varies) }
    },
  }
}
