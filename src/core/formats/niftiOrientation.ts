import type { NiftiFields } from './niftiFields.ts'

/** Where an affine came from. */
export type OrientationSource = 'sform' | 'qform' | 'none'

/** A 4 x 4 affine, row-major, and what in the header said so. */
export interface Orientation {
  readonly mmFromVoxel: Float64Array
  readonly source: OrientationSource
}

/**
 * The affine of a header: sform if its code is above 0, else qform if its code is, else a grid of the voxel
 * size centred on the origin whose x axis runs to the left, as nibabel 5 and SPM12 assume for such files.
 */
export function orientationOf(fields: NiftiFields): Orientation {
  if (fields.sformCode > 0) {
    return { mmFromVoxel: Float64Array.from([...fields.rows, 0, 0, 0, 1]), source: 'sform' }
  }
  if (fields.qformCode > 0) return { mmFromVoxel: affineOfQuaternion(fields), source: 'qform' }
  return { mmFromVoxel: centredAffine(fields), source: 'none' }
}

/** Relative volume of the voxel: |det| over the product of the axes' lengths, 0 for a singular affine, NaN for NaN. */
export function relativeDeterminant(mmFromVoxel: ArrayLike<number>): number {
  const m = mmFromVoxel
  const determinant =
    m[0] * (m[5] * m[10] - m[6] * m[9]) -
    m[1] * (m[4] * m[10] - m[6] * m[8]) +
    m[2] * (m[4] * m[9] - m[5] * m[8])
  const [x, y, z] = voxelSizeMm(m)
  return x * y * z === 0 ? 0 : Math.abs(determinant) / (x * y * z)
}

/** Lengths of the voxel's edges in mm: the norms of the affine's columns. */
export function voxelSizeMm(mmFromVoxel: ArrayLike<number>): [number, number, number] {
  const m = mmFromVoxel
  return [Math.hypot(m[0], m[4], m[8]), Math.hypot(m[1], m[5], m[9]), Math.hypot(m[2], m[6], m[10])]
}

/** Method 2 of nifti1.h: rotation by a unit quaternion, voxel sizes, and qfac = pixdim[0] for the z axis. */
function affineOfQuaternion(fields: NiftiFields): Float64Array {
  const [a, b, c, d] = unitQuaternion(fields.quaternion)
  const [dx, dy, dz] = [1, 2, 3].map((i) => Math.abs(fields.pixdim[i]))
  const qz = fields.pixdim[0] < 0 ? -dz : dz
  const [x, y, z] = fields.offset
  return Float64Array.of(
    (a * a + b * b - c * c - d * d) * dx, 2 * (b * c - a * d) * dy, 2 * (b * d + a * c) * qz, x,
    2 * (b * c + a * d) * dx, (a * a + c * c - b * b - d * d) * dy, 2 * (c * d - a * b) * qz, y,
    2 * (b * d - a * c) * dx, 2 * (c * d + a * b) * dy, (a * a + d * d - b * b - c * c) * qz, z,
    0, 0, 0, 1,
  ) // prettier-ignore
}

/** a from b, c, d; a triple longer than 1 by rounding (or more) is normalised, as nifti1_io does. */
function unitQuaternion(bcd: readonly number[]): [number, number, number, number] {
  const [b, c, d] = bcd
  const squared = 1 - (b * b + c * c + d * d)
  if (!(squared < 1e-7)) return [Math.sqrt(squared), b, c, d]
  const norm = Math.hypot(b, c, d)
  return [0, b / norm, c / norm, d / norm]
}

function centredAffine(fields: NiftiFields): Float64Array {
  const [x, y, z] = [1, 2, 3].map((i) => Math.abs(fields.pixdim[i]))
  const [cx, cy, cz] = [1, 2, 3].map((i) => (i <= fields.dim[0] ? (fields.dim[i] - 1) / 2 : 0))
  return Float64Array.of(-x, 0, 0, x * cx, 0, y, 0, -y * cy, 0, 0, z, -z * cz, 0, 0, 0, 1)
}
