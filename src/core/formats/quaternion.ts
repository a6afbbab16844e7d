import { voxelSizeMm } from './niftiOrientation.ts'

/** A rotation as NIfTI's qform stores it: b, c, d of a unit quaternion with a >= 0, and the sign of the z axis. */
export interface QformRotation {
  readonly bcd: readonly [number, number, number]
  readonly qfac: 1 | -1
}

/**
 * The qform of a 4 x 4 affine (row-major), or undefined where its axes are not at right angles (beyond 1e-4),
 * which quaternions cannot express. Formulas of nifti1.h, largest component first for accuracy.
 */
export function quaternionOf(mmFromVoxel: ArrayLike<number>): QformRotation | undefined {
  const sizes = voxelSizeMm(mmFromVoxel)
  const unit = (row: number, column: number): number => mmFromVoxel[4 * row + column] / sizes[column]
  const across = (i: number, j: number): number =>
    unit(0, i) * unit(0, j) + unit(1, i) * unit(1, j) + unit(2, i) * unit(2, j)
  const skew = Math.max(Math.abs(across(0, 1)), Math.abs(across(0, 2)), Math.abs(across(1, 2)))
  if (!(skew < 1e-4)) return undefined
  const handed =
    unit(0, 0) * (unit(1, 1) * unit(2, 2) - unit(1, 2) * unit(2, 1)) -
    unit(0, 1) * (unit(1, 0) * unit(2, 2) - unit(1, 2) * unit(2, 0)) +
    unit(0, 2) * (unit(1, 0) * unit(2, 1) - unit(1, 1) * unit(2, 0))
  const qfac = handed < 0 ? -1 : 1
  const r = (row: number, column: number): number => unit(row, column) * (column === 2 ? qfac : 1)
  return { bcd: vectorPart(r), qfac }
}

/** b, c, d of the quaternion of a rotation matrix r, with the sign that makes a >= 0. */
function vectorPart(r: (row: number, column: number) => number): [number, number, number] {
  const squares = [
    1 + r(0, 0) + r(1, 1) + r(2, 2),
    1 + r(0, 0) - r(1, 1) - r(2, 2),
    1 - r(0, 0) + r(1, 1) - r(2, 2),
    1 - r(0, 0) - r(1, 1) + r(2, 2),
  ]
  const largest = squares.indexOf(Math.max(...squares))
  const ab = r(2, 1) - r(1, 2)
  const ac = r(0, 2) - r(2, 0)
  const ad = r(1, 0) - r(0, 1)
  const bc = r(1, 0) + r(0, 1)
  const bd = r(0, 2) + r(2, 0)
  const cd = r(2, 1) + r(1, 2)
  const numerators = [
    [squares[0], ab, ac, ad],
    [ab, squares[1], bc, bd],
    [ac, bc, squares[2], cd],
    [ad, bd, cd, squares[3]],
  ][largest]
  const [a, b, c, d] = numerators.map((value) => value / (2 * Math.sqrt(squares[largest])))
  return a < 0 ? [-b, -c, -d] : [b, c, d]
}
