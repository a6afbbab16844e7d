import type { Slab } from '../volume/slab.ts'
import { fitUsualAr1, type FitUsualAr1 } from './ar1Usual.ts'
import { combineRows, type CombineRows } from './combineRows.ts'
import { projectSlab, sumProducts, type ProjectSlab } from './projection.ts'
import { sumWhitenedSquares } from './whitenedSquares.ts'
import type { WhiteningRow } from './whiteningRows.ts'

/**
 * The loops over time series. Compiled ones may take the place of the plain ones; both add scan after scan in double and
 * give the same bits.
 */
export interface SlabKernels {
  readonly project: ProjectSlab
  /** Sums of squares and of products of neighbours in time, per voxel. */
  readonly sumProducts: (slab: Slab, squares: Float64Array, lagProducts: Float64Array) => void
  /** Sum of squares of the whitened series, per voxel. */
  readonly sumWhitenedSquares: (rows: readonly WhiteningRow[], slab: Slab, squares: Float64Array) => void
  readonly combine: CombineRows
  readonly fitUsualAr1: FitUsualAr1
}

/** The kernels in plain TypeScript. */
export const plainKernels: SlabKernels = {
  project: projectSlab,
  sumProducts,
  sumWhitenedSquares,
  combine: combineRows,
  fitUsualAr1,
}
