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
