import type { VoxelScaling } from '../core/glm/fitPlan.ts'
import { commonUnitFactors, voxelScaling } from '../core/volume/scaling.ts'
import type { IntensityNumbers } from '../protocol/fitContract.ts'
import type { PaneSlab } from './paneSlab.ts'

/** What turns the series of a pane's voxels into a pipeline's units, and its effects into percent of voxel mean. */
export interface SlabUnits {
  readonly scaling: VoxelScaling
  /** Per voxel. */
  readonly commonUnitFactor: Float64Array
}

const known = new WeakMap<PaneSlab, Map<string, SlabUnits>>()

/** The units of a pane's slab: other designs and both panes share them, and they must not be changed. */
export function slabUnits(part: PaneSlab, intensity: IntensityNumbers): SlabUnits {
  const ofPart = known.get(part) ?? new Map<string, SlabUnits>()
  known.set(part, ofPart)
  const key = JSON.stringify(intensity)
  const units = ofPart.get(key) ?? {
    scaling: voxelScaling(part.means, intensity),
    commonUnitFactor: commonUnitFactors(part.unscaledMeans, intensity),
  }
  ofPart.set(key, units)
  return units
}
