import type { ScanStatistics } from './scanStatistics.ts'
import type { Slab } from './slab.ts'

/** Compiled passes over a run that lies in their memory as it is stored. */
export interface RunKernels {
  /** Statistics of the scans that are put there, one block after another; one at a time. */
  statistics(): ScanStatistics
  /**
   * The series of at most `slabVoxels` voxels (file-order indices) from scan `firstScan` on, where the whole run lies there: what
   * `createSlabBuilder` makes of them, to the last bit. Both arrays lie in one buffer: `into`, of at least `slabBytes`, where it
   * is given.
   */
  cut(voxels: Int32Array, firstScan: number, into?: ArrayBuffer): Slab
  /** Bytes that a slab of so many voxels takes from scan `firstScan` on. */
  slabBytes(voxelCount: number, firstScan: number): number
}
