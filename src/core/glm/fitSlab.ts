import type { Slab } from '../volume/slab.ts'
import { fitAr1 } from './ar1Fit.ts'
import { ar1Workspace } from './ar1Workspace.ts'
import { fitCommon } from './commonFit.ts'
import { commonWorkspace } from './commonWorkspace.ts'
import type { FitPlan, SlabFit, VoxelScaling } from './fitPlan.ts'
import type { ViewFit } from './slabFit.ts'
import { plainKernels, type SlabKernels } from './slabKernels.ts'
import { directView, type SlabView } from './slabView.ts'

/** Computes what a plan needs for all voxels, which fits otherwise do when they begin. */
export function prepareFit(plan: FitPlan): void {
  if (plan.kind === 'common') commonWorkspace(plan)
  else ar1Workspace(plan)
}

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
  return fitView(plan, directView(slab, kernels), scaling)
}

/** The same for a slab's voxels however they are read. What kept products leave uncertain is fitted from the series. */
export function fitView(plan: FitPlan, view: SlabView, scaling: VoxelScaling): SlabFit {
  const { fit, uncertain } = fitAs(plan, view, scaling)
  if (uncertain.length === 0 || view.some === undefined) return fit
  const positions = Int32Array.from(uncertain)
  const at = (values: Float64Array): Float64Array =>
    Float64Array.from(positions, (position) => values[position])
  const some = directView(view.some(positions), view.kernels)
  const exact = fitAs(plan, some, { scale: at(scaling.scale), offset: at(scaling.offset) })
  putInto(fit, exact.fit, positions)
  return fit
}

function fitAs(plan: FitPlan, view: SlabView, scaling: VoxelScaling): ViewFit {
  switch (plan.kind) {
    case 'common':
      return fitCommon(plan, view, scaling)
    case 'nilearn-ar1':
      return fitAr1(plan, view, scaling)
  }
}

/** Writes the voxels of one fit to their positions in another. */
function putInto(all: SlabFit, some: SlabFit, positions: Int32Array): void {
  const columns = all.beta.length / all.voxelCount
  positions.forEach((position, v) => {
    for (let k = 0; k < columns; k++) {
      all.beta[k * all.voxelCount + position] = some.beta[k * some.voxelCount + v]
    }
    all.dispersion[position] = some.dispersion[v]
    all.noiseRho[position] = some.noiseRho[v]
    all.rSquared[position] = some.rSquared[v]
  })
}
