import type { Grid } from '../../src/core/volume/grid.ts'

/** A grid whose affine is given by rows. */
function gridOf(dims: [number, number, number], rows: number[][]): Grid {
  return { dims, mmFromVoxel: Float64Array.from([...rows.flat(), 0, 0, 0, 1]), leftRightKnown: true }
}

/** Axes towards right, anterior, superior, 4 mm. */
export const STRAIGHT = gridOf(
  [5, 4, 3],
  [
    [4, 0, 0, -8],
    [0, 4, 0, -6],
    [0, 0, 4, -2],
  ],
)

/** Left-handed and oblique: i runs to the left and a little up. */
export const LEFT_HANDED = gridOf(
  [5, 4, 3],
  [
    [-4.9, 0.07, 0.3, 76],
    [0.06, 4.8, -1.1, -77],
    [0.3, 1.1, 4.8, -51],
  ],
)

/** Sagittal acquisition: i runs anterior to posterior, j up, k to the right. */
export const SAGITTAL = gridOf(
  [5, 4, 3],
  [
    [0, 0.1, 3, -4],
    [-2, 0, 0, 10],
    [0, 2, 0.1, -7],
  ],
)

export const GRIDS = { STRAIGHT, LEFT_HANDED, SAGITTAL }
