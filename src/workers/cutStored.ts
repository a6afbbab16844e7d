import type { RunKernels } from '../core/volume/runKernels.ts'
import type { Slab } from '../core/volume/slab.ts'
import { slabVoxels } from '../core/volume/slabBuilder.ts'
import type { DataSettings } from '../protocol/runContract.ts'
import type { Pass } from './scanSource.ts'
import type { SlabRoom } from './slabRoom.ts'

/** Whether the modelled series are those that are stored, apart from scans at the beginning. */
export function canCutStored({ smoothing, scaledPerVolume }: DataSettings): boolean {
  return smoothing.fwhmMm === 0 && !scaledPerVolume
}

/** What cuts the series of a run that lies in compiled kernels' memory. */
export interface StoredCutter {
  readonly kernels: RunKernels
  /** For what is cut first. */
  readonly room: SlabRoom
}

/** Which series of a stored run are cut. */
export interface StoredCut {
  /** File-order indices, ascending. */
  readonly voxels: Int32Array
  readonly firstScan: number
}

/** Cuts the series of some voxels of a run that lies in compiled kernels' memory. */
export async function cutStored(
  { kernels, room }: StoredCutter,
  { voxels, firstScan }: StoredCut,
  { checkpoint }: Pass,
): Promise<Slab[]> {
  const slabs: Slab[] = []
  for (let start = 0; start < voxels.length; start += slabVoxels) {
    await checkpoint()
    const some = voxels.subarray(start, start + slabVoxels)
    const into = room.take(kernels.slabBytes(some.length, firstScan))
    slabs.push(kernels.cut(some, firstScan, into))
  }
  room.drop()
  return slabs
}
