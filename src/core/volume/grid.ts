/** The voxel grid of a run in file order: x fastest, then y, then z. */
export interface Grid {
  readonly dims: readonly [number, number, number]
  /** 4 x 4 affine, row-major: mm = affine * [i, j, k, 1]. */
  readonly mmFromVoxel: Float64Array
  /** False when neither sform nor qform says which side is left. */
  readonly leftRightKnown: boolean
}
