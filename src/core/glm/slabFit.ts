import type { SlabFit } from './fitPlan.ts'

/** A fit of zeros for p columns: what voxels that are never fitted keep. */
export function emptyFit(columnCount: number, voxelCount: number): SlabFit {
  return {
    voxelCount,
    beta: new Float64Array(columnCount * voxelCount),
    dispersion: new Float64Array(voxelCount),
    noiseRho: new Float64Array(voxelCount),
    rSquared: new Float64Array(voxelCount),
  }
}

/** A fit with the voxels, by position, whose numbers kept products do not give with enough digits. */
export interface ViewFit {
  readonly fit: SlabFit
  readonly uncertain: readonly number[]
}

/** Largest amplification of rounding times share of squares to residual squares; dispersions then agree to about 1e-9. */
const largestLoss = 1e5

/** Whether a difference of kept products is too small beside them: `amplification` is 0 where the series were read. */
export function losesDigits(amplification: number, squares: number, residualSquares: number): boolean {
  return amplification > 0 && !(amplification * squares <= largestLoss * residualSquares)
}
