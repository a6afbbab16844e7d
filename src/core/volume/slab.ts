/**
 * The time series of up to about a thousand voxels, each voxel's temporal mean removed.
 * The memory order is [scan][voxel]: scan t of voxel v is `centred[t * voxelCount + v]`.
 */
export interface Slab {
  readonly scanCount: number
  readonly voxelCount: number
  readonly centred: Float32Array
  /** Temporal mean per voxel, in double: the raw value is `means[v] + centred[t * voxelCount + v]`. */
  readonly means: Float64Array
}
