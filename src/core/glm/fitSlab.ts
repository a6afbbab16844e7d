import type { Slab } from '../volume/slab.ts'
import { fitAr1 } from './ar1Fit.ts'
import { fitCommon } from './commonFit.ts'
import type { FitPlan, SlabFit, VoxelScaling } from './fitPlan.ts'
import { projectSlab, type ProjectSlab } from './projection.ts'

/**
 * Fits every voxel of a slab; the modelled series is scale * centred + offset. Voxels constant in time keep 0 everywhere.
 * `project` may be a compiled kernel.
 */
export function fitSlab(
  plan: FitPlan,
  slab: Slab,
  scaling: VoxelScaling,
  project: ProjectSlab = projectSlab,
): SlabFit {
  switch (plan.kind) {
    case 'common':
      return fitCommon(plan, slab, scaling, project)
    case 'nilearn-ar1':
      return fitAr1(plan, slab, scaling, project)
  }
}
