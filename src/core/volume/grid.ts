/** The voxel grid of a run in file order: x fastest, then y, then z. */
export interface Grid {
  readonly dims: readonly [number, number, number]
  /** 4 x 4 affine, row-major: mm = affine * [i, j, k, 1]. */
  readonly mmFromVoxel: Float64Array
  /** False when neither sform nor qform says which side is left. */
  readonly leftRightKnown: boolean
}

/** Edge lengths of a voxel in mm: the lengths of the affine's columns. */
export function voxelSizesMm({ mmFromVoxel: m }: Grid): [number, number, number] {
  return [Math.hypot(m[0], m[4], m[8]), Math.hypot(m[1], m[5], m[9]), Math.hypot(m[2], m[6], m[10])]
}
