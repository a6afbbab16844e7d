import type { Matrix } from '../math/matrix.ts'
import type { Slab } from '../volume/slab.ts'
import type { combineRows } from './combineRows.ts'
import { type SourceRows } from './combineRows.ts'
import type { projectSlab } from './projection.ts'

/** Where rows of weights (m x n over the scans, m a multiple of four) times the series of a slab's voxels come from. */
export type RowSource =
  | {
      readonly kind: 'series'
      /** m x n. */
      readonly weights: Matrix
      readonly slab: Slab
    }
  | {
      readonly kind: 'products'
      /** m x k: the rows as combinations of k vectors. */
      readonly weights: Matrix
      /** Products of these vectors with the series. */
      readonly sources: SourceRows
      /** How many times larger than in a pass over the series the rounding may be. */
      readonly amplification: number
    }

/** Amplification of rounding: 0 for a pass over the series. */
export function amplificationOf(source: RowSource): number {
  return source.kind === 'series' ? 0 : source.amplification
}

/** The loops that rows are read with. */
export interface RowKernels {
  readonly project: typeof projectSlab
  readonly combine: typeof combineRows
}

/** Writes the rows times the series into `out`, [row][voxel]. */
export function readRows(source: RowSource, { project, combine }: RowKernels, out: Float64Array): void {
  if (source.kind === 'series') project(source.weights, source.slab, out)
  else combine(source.weights, source.sources, out)
}
