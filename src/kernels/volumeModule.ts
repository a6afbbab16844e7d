import type { KernelMemory } from './memory.ts'

/** A compiled function: addresses, sizes and numbers. */
type Compiled<Result = void> = (...numbers: number[]) => Result

/** What the compiled module for volumes exports; see `assembly/volumeKernels.ts`. */
export interface CompiledVolumeKernels {
  readonly memory: KernelMemory
  readonly dropNonFinite: Compiled
  readonly fillInterior: Compiled
  readonly fittableVoxels: Compiled<number>
  readonly joinNeighbours: Compiled
  readonly keepFrom: Compiled
  readonly keepLargest: Compiled
  readonly pad: Compiled
  readonly roundToFloat32: Compiled
  readonly smoothAxis: Compiled
  readonly smoothLines: Compiled
  readonly unpad: Compiled
  readonly valueAtRank: Compiled<number>
  readonly widestGap: Compiled
}
