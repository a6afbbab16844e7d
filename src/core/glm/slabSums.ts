import type { Slab } from '../volume/slab.ts'
import type { SlabKernels } from './slabKernels.ts'

/** What every fit needs of a slab, whatever its design; per voxel. */
export interface SlabSums {
  /** Sum of squares of the centred series. */
  readonly squares: Float64Array
  /** Sum of each value of the centred series times its successor. */
  readonly lagProducts: Float64Array
}

const known = new WeakMap<Slab, SlabSums>()

/** The sums of a slab, computed once and kept as long as the slab; slabs are immutable. */
export function slabSums(slab: Slab, kernels: SlabKernels): SlabSums {
  const found = known.get(slab)
  if (found !== undefined) return found
  const sums = {
    squares: new Float64Array(slab.voxelCount),
    lagProducts: new Float64Array(slab.voxelCount),
  }
  kernels.sumProducts(slab, sums.squares, sums.lagProducts)
  known.set(slab, sums)
  return sums
}
