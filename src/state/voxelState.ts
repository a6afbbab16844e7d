import type { VoxelFit } from '../core/glm/voxelFit.ts'
import type { FittedResult } from './paneResult.ts'

/** Where a voxel plot was taken. */
export interface VoxelPlace {
  /** File-order index of the voxel at the crosshair. */
  readonly voxel: number
  /** 0 for the voxel alone. */
  readonly radiusMm: number
}

/** A contrast of the mean series of some voxels. */
export interface MeanContrast {
  /** What a change in the pipeline's unit is multiplied by to be in percent of those voxels' mean signal. */
  readonly percentFactor: number
  /** t of one row, F of more. */
  readonly statistic: number
  /** One-sided. */
  readonly p: number
}

/** One pane's fit at a place. */
export interface PlacedFit {
  /** The result whose fit it is: newer results make it stale. */
  readonly result: FittedResult
  /** How many of the pane's voxels were averaged. */
  readonly voxelCount: number
  /** Null where the pane has no voxel there. */
  readonly fit: VoxelFit | null
  /** What no map holds: the contrast of the mean over a sphere; null for a voxel alone. */
  readonly mean: MeanContrast | null
}

/** What the Voxel tab draws: the newest answer, kept until the next one is there. */
export interface VoxelPlot {
  readonly place: VoxelPlace
  readonly fits: Readonly<Record<'a' | 'b', PlacedFit | null>>
  readonly milliseconds: number
}
