import { zeros, type Matrix } from '../math/matrix.ts'
import type { Slab } from '../volume/slab.ts'

/**
 * Writes `weights` (m x n, m a multiple of 4) times the centred series of a slab into `out`, [row][voxel].
 * Float data, double accumulation.
 */
export type ProjectSlab = (weights: Matrix, slab: Slab, out: Float64Array) => void

/** The rows of `weights`, followed by rows of zeros up to a multiple of four, as `projectSlab` wants them. */
export function padRows(weights: Matrix): Matrix {
  const padded = zeros(Math.ceil(weights.rows / 4) * 4, weights.columns)
  padded.data.set(weights.data)
  return padded
}

/** Four rows times the four scans from `scan`, added to `out` for every voxel. */
function addFourByFour(weights: Matrix, slab: Slab, out: Float64Array, at: readonly [number, number]): void {
  const [row, scan] = at
  const { centred, voxelCount: count } = slab
  const w = weights.data
  const n = weights.columns
  const r0 = row * n + scan
  const [r1, r2, r3] = [r0 + n, r0 + 2 * n, r0 + 3 * n]
  const [a0, a1, a2, a3] = [w[r0], w[r0 + 1], w[r0 + 2], w[r0 + 3]]
  const [b0, b1, b2, b3] = [w[r1], w[r1 + 1], w[r1 + 2], w[r1 + 3]]
  const [c0, c1, c2, c3] = [w[r2], w[r2 + 1], w[r2 + 2], w[r2 + 3]]
  const [d0, d1, d2, d3] = [w[r3], w[r3 + 1], w[r3 + 2], w[r3 + 3]]
  const y0At = scan * count
  const [y1At, y2At, y3At] = [y0At + count, y0At + 2 * count, y0At + 3 * count]
  const oa = row * count
  const [ob, oc, od] = [oa + count, oa + 2 * count, oa + 3 * count]
  for (let v = 0; v < count; v++) {
    const y0 = centred[y0At + v]
    const y1 = centred[y1At + v]
    const y2 = centred[y2At + v]
    const y3 = centred[y3At + v]
    out[oa + v] = out[oa + v] + a0 * y0 + a1 * y1 + a2 * y2 + a3 * y3
    out[ob + v] = out[ob + v] + b0 * y0 + b1 * y1 + b2 * y2 + b3 * y3
    out[oc + v] = out[oc + v] + c0 * y0 + c1 * y1 + c2 * y2 + c3 * y3
    out[od + v] = out[od + v] + d0 * y0 + d1 * y1 + d2 * y2 + d3 * y3
  }
}

/**
 * The projection in plain TypeScript: sixteen weights stay in registers while the voxels of a slab go by. Every sum runs scan
 * after scan, so that the compiled kernel gives the same bits.
 */
export const projectSlab: ProjectSlab = (weights, slab, out) => {
  const { centred, scanCount, voxelCount } = slab
  const whole = scanCount - (scanCount % 4)
  out.fill(0, 0, weights.rows * voxelCount)
  for (let row = 0; row < weights.rows; row += 4) {
    for (let scan = 0; scan < whole; scan += 4) addFourByFour(weights, slab, out, [row, scan])
  }
  for (let scan = whole; scan < scanCount; scan++) {
    for (let row = 0; row < weights.rows; row++) {
      const weight = weights.data[row * scanCount + scan]
      for (let v = 0; v < voxelCount; v++)
        out[row * voxelCount + v] += weight * centred[scan * voxelCount + v]
    }
  }
}

/** Per voxel: sum of squares over the scans into `squares`, sum of each value times its successor into `lagProducts`. */
export function sumProducts(slab: Slab, squares: Float64Array, lagProducts: Float64Array): void {
  const { centred, scanCount, voxelCount } = slab
  squares.fill(0, 0, voxelCount)
  lagProducts.fill(0, 0, voxelCount)
  for (let v = 0; v < voxelCount; v++) squares[v] = centred[v] * centred[v]
  for (let scan = 1; scan < scanCount; scan++) {
    const at = scan * voxelCount
    for (let v = 0; v < voxelCount; v++) {
      const value = centred[at + v]
      squares[v] += value * value
      lagProducts[v] += centred[at - voxelCount + v] * value
    }
  }
}
