import { usualMaskVoxels } from '../core/formats/memoryNeed.ts'
import type { RunKernels } from '../core/volume/runKernels.ts'
import { slabVoxels } from '../core/volume/slabBuilder.ts'
import type { ScanSource } from './scanSource.ts'

/**
 * Memory for slabs, fetched before they are cut. The system hands memory out page by page when it is first written to, which
 * takes ten times as long as writing to it again; while a file is inflated there is time for that.
 */
export interface SlabRoom {
  /** Fetches what has not been fetched yet of the first `share` (0 to 1) of the slabs that are usual. */
  fetch(share: number): void
  /** Gives memory away for a slab of so many bytes; undefined where there is none that fits. */
  take(bytes: number): ArrayBuffer | undefined
  /** Lets go of what is left. */
  drop(): void
}

/** A slab takes the memory of a whole one where it fills so much of it. */
const leastFilled = 0.8

/** Room for the usual mask's voxels of a run of `size` voxels. */
export function createSlabRoom(kernels: RunKernels, size: number): SlabRoom {
  const count = Math.floor(usualMaskVoxels(size) / slabVoxels)
  const bytesEach = kernels.slabBytes(slabVoxels, 0)
  let fetched = 0
  let buffers: ArrayBuffer[] = []
  return {
    fetch(share) {
      for (; fetched < Math.round(share * count); fetched++) {
        const buffer = fetchedBytes(bytesEach)
        if (buffer !== null) buffers.push(buffer)
      }
    },
    take: (bytes) => (bytes <= bytesEach && bytes >= leastFilled * bytesEach ? buffers.pop() : undefined),
    drop() {
      buffers = []
    },
  }
}

/** Null where the browser gives none: it is asked again, and an answer insisted on, when a slab is cut. */
function fetchedBytes(count: number): ArrayBuffer | null {
  try {
    return new Uint8Array(count).fill(1).buffer
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The same scans, during whose visit room for slabs is fetched bit by bit. */
export function fetchingRoom(source: ScanSource, room: SlabRoom): ScanSource {
  return {
    ...source,
    eachBlock: (visit, pass) =>
      source.eachBlock((block, first) => {
        visit(block, first)
        room.fetch((first + block.scanCount) / source.scanCount)
      }, pass),
  }
}
