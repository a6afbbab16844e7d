import { reserve } from './memory.ts'
import type { CompiledVolumeKernels } from './volumeModule.ts'

/** A mask with a layer of zeros on every side, in a module's memory: no voxel of it lacks a neighbour. */
export interface PaddedMask {
  /** Puts a mask of 0 and 1 (file order) there. */
  readonly put: (mask: Uint8Array) => void
  /** Makes it of the doubles that lie at an address: 1 where they are at least the threshold. */
  readonly keepFrom: (values: number, threshold: number) => void
  /** Erodes or dilates with the six face neighbours. */
  readonly join: (times: number, how: 'erosion' | 'dilation') => void
  readonly keepLargest: () => void
  /** A copy of the mask, file order. */
  readonly taken: () => Uint8Array
}

/**
 * An empty one, from address `start` on: two padded masks between which the work goes back and forth, one of the voxels that are
 * not padding, and scratch.
 */
export function createPaddedMask(
  compiled: CompiledVolumeKernels,
  start: number,
  dims: readonly [number, number, number],
): PaddedMask {
  const { memory, joinNeighbours } = compiled
  const [nx, ny, nz] = dims
  const voxelCount = nx * ny * nz
  const width = nx + 2
  const plane = width * (ny + 2)
  const size = plane * (nz + 2)
  const margin = Math.ceil((plane + 16) / 16) * 16
  const step = Math.ceil((size + 2 * margin) / 16) * 16
  const scratch = start + 3 * step
  reserve(memory, scratch + 4 * voxelCount)
  new Uint8Array(memory.buffer, start, 3 * step).fill(0)
  let [from, to] = [start + margin, start + step + margin]
  const interior = start + 2 * step + margin
  compiled.fillInterior(interior, nx, ny, nz)

  return {
    put(mask) {
      new Uint8Array(memory.buffer, scratch, voxelCount).set(mask)
      compiled.pad(scratch, from, nx, ny, nz)
    },
    keepFrom: (values, threshold) => compiled.keepFrom(values, threshold, from, nx, ny, nz),
    join(times, how) {
      for (let i = 0; i < times; i++) {
        joinNeighbours(from, to, interior, size, width, plane, how === 'erosion' ? 1 : 0)
        ;[from, to] = [to, from]
      }
    },
    keepLargest: () => compiled.keepLargest(from, scratch, nx, ny, nz),
    taken() {
      compiled.unpad(from, scratch, nx, ny, nz)
      return new Uint8Array(memory.buffer, scratch, voxelCount).slice()
    },
  }
}
