import type { Matrix } from '../math/matrix.ts'

/** Numbers per voxel, a row for each quantity: of the first `voxelCount` voxels, or of those at `positions`. */
export interface SourceRows {
  readonly rows: readonly Float64Array[]
  readonly positions: Int32Array | null
  readonly voxelCount: number
}

/** Writes `weights` (m x k, m a multiple of 4) times k source rows into `out`, [row][voxel]. */
export type CombineRows = (weights: Matrix, sources: SourceRows, out: Float64Array) => void

/** The combination in plain TypeScript: source after source into one sum per result, as the compiled kernel adds. */
export const combineRows: CombineRows = (weights, { rows, positions, voxelCount }, out) => {
  out.fill(0, 0, weights.rows * voxelCount)
  for (let row = 0; row < weights.rows; row++) {
    const start = row * voxelCount
    for (let k = 0; k < rows.length; k++) {
      const weight = weights.data[row * weights.columns + k]
      const source = rows[k]
      for (let v = 0; v < voxelCount; v++) {
        out[start + v] += weight * source[positions === null ? v : positions[v]]
      }
    }
  }
}

/** The rows of an array of [row][voxel] as sources. */
export function sourcesOf(
  values: Float64Array,
  voxelCount: number,
  rows: { readonly first: number; readonly count: number },
): SourceRows {
  const { first, count } = rows
  return {
    rows: Array.from({ length: count }, (_, k) =>
      values.subarray((first + k) * voxelCount, (first + k + 1) * voxelCount),
    ),
    positions: null,
    voxelCount,
  }
}
