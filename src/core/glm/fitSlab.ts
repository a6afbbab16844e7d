import type { Slab } from '../volume/slab.ts'
import { fitAr1 } from './ar1Fit.ts'
import { fitCommon } from './commonFit.ts'
import type { FitPlan, SlabFit, VoxelScaling } from './fitPlan.ts'
import { plainKernels, type SlabKernels } from './slabKernels.ts'

/**
 * Fits every voxel of a slab; the modelled series is scale * centred + offset. Voxels constant in time keep 0 everywhere.
 * The kernels may be compiled ones.
 */
export function fitSlab(
  plan: FitPlan,
  slab: Slab,
  scaling: VoxelScaling,
  kernels: SlabKernels = plainKernels,
): SlabFit {
  switch (plan.kind) {
    case 'common':
      return fitCommon(plan, slab, scaling, kernels)
    case 'nilearn-ar1':
      return fitAr1(plan, slab, scaling, kernels)
  }
}
