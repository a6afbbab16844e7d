/**
 * Inverse of a 4 x 4 affine in row-major order whose last row is 0 0 0 1. NaN throughout when it is singular.
 */
export function invertAffine(affine: Float64Array): Float64Array {
  const [a, b, c, x, d, e, f, y, g, h, i, z] = affine
  const cofactors = [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ]
  const determinant = a * cofactors[0] + b * cofactors[3] + c * cofactors[6]
  const m = cofactors.map((value) => (determinant === 0 ? Number.NaN : value / determinant))
  const shift = (row: number): number => -(m[row] * x + m[row + 1] * y + m[row + 2] * z)
  return Float64Array.of(
    ...[m[0], m[1], m[2], shift(0)],
    ...[m[3], m[4], m[5], shift(3)],
    ...[m[6], m[7], m[8], shift(6)],
    ...[0, 0, 0, 1],
  )
}

/** Applies a 4 x 4 affine (row-major) to a point: mmFromVoxel takes (i, j, k) to mm, its inverse takes mm to (i, j, k). */
export function applyAffine(
  affine: Float64Array,
  point: readonly [number, number, number],
): [number, number, number] {
  const row = (r: number): number =>
    affine[4 * r] * point[0] + affine[4 * r + 1] * point[1] + affine[4 * r + 2] * point[2] + affine[4 * r + 3]
  return [row(0), row(1), row(2)]
}

/** Voxel size in mm along each voxel axis: the lengths of the affine's first three columns. */
export function voxelSizesMm(mmFromVoxel: Float64Array): [number, number, number] {
  const size = (column: number): number =>
    Math.hypot(mmFromVoxel[column], mmFromVoxel[4 + column], mmFromVoxel[8 + column])
  return [size(0), size(1), size(2)]
}

/** Product of two 4 x 4 row-major affines. */
export function affineProduct(a: Float64Array, b: Float64Array): Float64Array {
  const result = new Float64Array(16)
  for (let row = 0; row < 4; row++) {
    for (let column = 0; column < 4; column++) {
      for (let m = 0; m < 4; m++) result[4 * row + column] += a[4 * row + m] * b[4 * m + column]
    }
  }
  return result
}
