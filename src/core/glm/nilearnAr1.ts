import type { Design } from '../design/design.ts'
import type { Slab } from '../volume/slab.ts'
import { besides, transpose } from '../math/matrix.ts'
import { columnSpace, constantIsOutside, constantOutside } from '../math/columnSpace.ts'
import type { Ar1FitPlan, VoxelScaling } from './fitPlan.ts'
import { residualDf } from './ols.ts'
import { padRows } from './projection.ts'
import { plainKernels, type SlabKernels } from './slabKernels.ts'
import { slabSums } from './slabSums.ts'

/**
 * nilearn's AR(1) with labels trunc(rho * bins) / bins. `residualMean` is the mean of all OLS residuals of the mask, which
 * nilearn subtracts before estimating rho: 0 unless `needsResidualMean`.
 */
export function ar1Plan(design: Design, bins: number, residualMean: number): Ar1FitPlan {
  return {
    kind: 'nilearn-ar1',
    designMatrix: design.matrix,
    filterBasis: design.filterBasis,
    bins,
    residualMean,
    ...residualDf(design),
  }
}

/** Whether OLS residuals can have a mean other than 0: the constant is outside the span of design and filter. */
export function needsResidualMean(design: Pick<Design, 'matrix' | 'filterBasis'>): boolean {
  return constantIsOutside(design.matrix, design.filterBasis)
}

/** A sum of OLS residuals and how many it is of. */
export interface ResidualSum {
  readonly sum: number
  readonly sampleCount: number
}

/**
 * Sum of the OLS residuals of a slab's voxels and scans, for the scalar mean of nilearn's AR(1): add the slabs' sums and
 * divide by their counts. Voxels constant in time are left out.
 */
export function slabResidualSum(
  design: Pick<Design, 'matrix' | 'filterBasis'>,
  slab: Slab,
  scaling: VoxelScaling,
  kernels: SlabKernels = plainKernels,
): ResidualSum {
  const outside = constantOutside(columnSpace(besides(design.matrix, design.filterBasis)).basis)
  const { squares } = slabSums(slab, kernels)
  const voxels = squares.reduce((count, value) => count + (value > 0 ? 1 : 0), 0)
  const sampleCount = voxels * slab.scanCount
  if (outside.columns === 0) return { sum: 0, sampleCount }
  // The residual's sum is 1'e, and the only part of 1 that meets a residual is its part along `outside`.
  const length = outside.data.reduce((total, value) => total + value, 0)
  const rows = padRows(transpose(outside))
  const along = new Float64Array(rows.rows * slab.voxelCount)
  kernels.project(rows, slab, along)
  let sum = 0
  for (let v = 0; v < slab.voxelCount; v++) {
    if (squares[v] > 0) sum += (scaling.scale[v] * along[v] + scaling.offset[v] * length) * length
  }
  return { sum, sampleCount }
}
