import type { Slab } from '../volume/slab.ts'
import type { WhiteningRow } from './whiteningRows.ts'

/** Adds one row of the whitened slab to `out`, four scans at a time. */
function applyRow(row: WhiteningRow, slab: Slab, out: Float64Array): void {
  const { centred, voxelCount: count } = slab
  const { first, weights } = row
  const whole = weights.length - (weights.length % 4)
  out.fill(0, 0, count)
  for (let i = 0; i < whole; i += 4) {
    const [w0, w1, w2, w3] = [weights[i], weights[i + 1], weights[i + 2], weights[i + 3]]
    const y0 = (first + i) * count
    const [y1, y2, y3] = [y0 + count, y0 + 2 * count, y0 + 3 * count]
    for (let v = 0; v < count; v++) {
      const start = out[v] + w0 * centred[y0 + v] + w1 * centred[y1 + v]
      out[v] = start + w2 * centred[y2 + v] + w3 * centred[y3 + v]
    }
  }
  for (let i = whole; i < weights.length; i++) {
    const at = (first + i) * count
    for (let v = 0; v < count; v++) out[v] += weights[i] * centred[at + v]
  }
}

/** Per voxel: sum of squares of the whitened centred series, |W c|^2, into `squares`. */
export function sumWhitenedSquares(rows: readonly WhiteningRow[], slab: Slab, squares: Float64Array): void {
  const line = new Float64Array(slab.voxelCount)
  squares.fill(0, 0, slab.voxelCount)
  for (const row of rows) {
    applyRow(row, slab, line)
    for (let v = 0; v < slab.voxelCount; v++) squares[v] += line[v] * line[v]
  }
}
