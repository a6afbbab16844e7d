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
