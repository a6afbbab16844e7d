import { isUnscaledInteger, someScans, voxelCountOf, type RawVolumes } from '../core/volume/rawVolumes.ts'
import type { SmoothingStorage } from '../core/volume/smoothing.ts'
import type { OnProgress } from '../protocol/progress.ts'
import type { Checkpoint } from './jobs.ts'

/** Sees scan after scan: a block holds consecutive ones as they are stored and is valid during the visit only. */
export type BlockVisitor = (block: RawVolumes, firstScan: number) => void

/** What goes with a pass over a run. */
export interface Pass {
  readonly checkpoint: Checkpoint
  /** Hears of reading that takes long; not of passes over memory. */
  readonly onProgress: OnProgress
}

/** The scans of a run as they are stored, wherever they are kept. */
export interface ScanSource {
  readonly dims: readonly [number, number, number]
  readonly scanCount: number
  /** The precision in which nilearn keeps the file's values. */
  readonly storage: SmoothingStorage
  readonly isUnscaledInteger: boolean
  /** Visits all scans in order. */
  eachBlock(visit: BlockVisitor, pass: Pass): Promise<void>
  /** The same scans, of which only `count` voxels in file order from `first` on are read; absent where all would be. */
  readonly stretch?: (first: number, count: number) => ScanSource
}

/** Scans that are summed together, and no more than can be visited within a few milliseconds. */
const scansAtOnce = 4
const mostBlockBytes = 32e6

/** How many of `scanCount` scans of `scanBytes` make a block. */
export function scansPerBlock(scanBytes: number, scanCount: number): number {
  return Math.max(1, Math.min(scansAtOnce, Math.floor(mostBlockBytes / scanBytes), scanCount))
}

/** The scans of a run that is held in memory as a whole. */
export function memoryScans(raw: RawVolumes): ScanSource {
  const perBlock = scansPerBlock(voxelCountOf(raw.dims) * raw.values.BYTES_PER_ELEMENT, raw.scanCount)
  return {
    dims: raw.dims,
    scanCount: raw.scanCount,
    storage: storageOf(raw),
    isUnscaledInteger: isUnscaledInteger(raw),
    async eachBlock(visit, { checkpoint }) {
      for (let t = 0; t < raw.scanCount; t += perBlock) {
        visit(someScans(raw, t, Math.min(perBlock, raw.scanCount - t)), t)
        await checkpoint()
      }
    },
  }
}

/** The precision in which nilearn keeps a file's values: that of the file, but double where they are scaled. */
export function storageOf(raw: Pick<RawVolumes, 'values' | 'slope' | 'intercept'>): SmoothingStorage {
  const isSmallInteger = isUnscaledInteger(raw)
  return isSmallInteger || raw.values instanceof Float32Array ? 'float32' : 'float64'
}
