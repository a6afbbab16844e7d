import type { NiftiHeader } from './niftiHeader.ts'
import { refusal, shortNumber } from './refuse.ts'

/** Share of a run's voxels that a brain mask holds, generously: before the run has been read. */
const maskShare = 0.3
/** Series are float32, and a pipeline that smooths has its own beside the other's. */
const bytesPerValue = 2 * 4
/** A group of voxels is held once, in float32, with half as much again for what is kept of its products with columns. */
const bytesPerGroupedValue = 1.5 * 4
/** More readings of a file than this for every fit are not worth offering. */
const mostGroups = 40

/** Voxels that the mask of a grid of `size` voxels holds, generously. */
export function usualMaskVoxels(size: number): number {
  return Math.round(maskShare * size)
}

/** Voxels whose series over `scanCount` scans may be held at once when `budgetBytes` may be taken. */
export function groupVoxelsWithin(budgetBytes: number, scanCount: number): number {
  return Math.max(1, Math.floor(budgetBytes / (scanCount * bytesPerGroupedValue)))
}

/** How often a file is read for the fits of one pipeline to voxels in so many groups. */
export interface ReadingsPerFit {
  /** Least squares and nilearn's AR(1): once for each group. */
  readonly plain: number
  /** SPM12 pools a covariance over all groups first; the fit begins with the group that is there. */
  readonly pooled: number
}

/** The readings a fit takes at most: a group that is still there from the fit before is not read again. */
export function readingsPerFit(groups: number): ReadingsPerFit {
  return { plain: groups, pooled: 2 * groups - 1 }
}

/**
 * The largest run, in bytes as stored, that may stay in memory as a whole beside its series when `budgetBytes` may be taken:
 * a larger one is read in passes, which need the series alone.
 */
export function mostWholeBytesWithin(budgetBytes: number, { bytesPerVoxel }: NiftiHeader): number {
  return budgetBytes / (1 + (maskShare * bytesPerValue) / bytesPerVoxel)
}

/** The largest run, in bytes as stored, that may stay whole beside the series of so many voxels over `scanCount` scans. */
export function mostWholeBytesBeside(budgetBytes: number, voxelCount: number, scanCount: number): number {
  return Math.max(0, budgetBytes - voxelCount * scanCount * bytesPerValue)
}

/** A run whose memory is asked for. */
export interface MemoryRequest {
  readonly header: NiftiHeader
  readonly fileName: string
  /** Bytes that may be taken without asking. */
  readonly budgetBytes: number
  /** Bytes of the run itself that stay in memory: 0 where only series are kept. */
  readonly keptBytes: number
  /** Voxels whose series are kept, where they have been counted. */
  readonly countedVoxels: number | null
}

/**
 * Throws a Refusal with both numbers, and with how many scans would fit, where a run needs more than may be taken: to be
 * asked before memory is taken.
 */
export function requireMemory(request: MemoryRequest): void {
  const { header, budgetBytes, keptBytes, countedVoxels, fileName } = request
  const [nx, ny, nz, scanCount] = header.dims
  const voxels = countedVoxels ?? usualMaskVoxels(nx * ny * nz)
  const needed = keptBytes + voxels * scanCount * bytesPerValue
  if (needed <= budgetBytes) return
  const groups = Math.ceil(voxels / groupVoxelsWithin(budgetBytes, scanCount))
  const what =
    countedVoxels === null
      ? `The run (${header.dims.join(' × ')}, ${header.datatype}), if its brain fills up to ${maskShare * 100} % of the voxels,`
      : `The brain of the run (${countedVoxels} voxels × ${scanCount} scans)`
  throw refusal({
    code: 'run-over-memory',
    file: fileName,
    message: `${what} will need about ${gigabytes(needed)} of memory; up to ${gigabytes(budgetBytes)} are taken without asking on this computer.`,
    remedy: 'None of it has been taken yet.',
    fits: {
      scans: Math.floor((budgetBytes / needed) * scanCount),
      ofScans: scanCount,
      isBrainCounted: countedVoxels !== null,
      groups: groups > mostGroups ? null : groups,
    },
  })
}

function gigabytes(bytes: number): string {
  return bytes < 1e8 ? `${shortNumber(bytes / 1e6, 2)} MB` : `${shortNumber(bytes / 1e9, 2)} GB`
}
