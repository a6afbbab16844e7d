import type { Slab } from '../volume/slab.ts'
import type { SlabKernels } from './slabKernels.ts'

/** What every fit needs of a slab, whatever its design; per voxel, of the centred series. */
export interface SlabSums {
  /** Sum of squares. */
  readonly squares: Float64Array
  /** Sum of each value times its successor. */
  readonly lagProducts: Float64Array
  readonly first: Float64Array
  readonly last: Float64Array
}

const known = new WeakMap<Slab, SlabSums>()

/** The sums of a slab, computed once and kept as long as the slab; slabs are immutable. */
export function slabSums(slab: Slab, kernels: SlabKernels): SlabSums {
  const found = known.get(slab)
  if (found !== undefined) return found
  const { centred, scanCount, voxelCount } = slab
  const sums = {
    squares: new Float64Array(voxelCount),
    lagProducts: new Float64Array(voxelCount),
    first: Float64Array.from(centred.subarray(0, voxelCount)),
    last: Float64Array.from(centred.subarray((scanCount - 1) * voxelCount)),
  }
  kernels.sumProducts(slab, sums.squares, sums.lagProducts)
  known.set(slab, sums)
  return sums
}

/** The sums of some voxels, by position. */
export function sumsAt(sums: SlabSums, positions: Int32Array): SlabSums {
  const at = (values: Float64Array): Float64Array => {
    const found = new Float64Array(positions.length)
    for (let v = 0; v < found.length; v++) found[v] = values[positions[v]]
    return found
  }
  return {
    squares: at(sums.squares),
    lagProducts: at(sums.lagProducts),
    first: at(sums.first),
    last: at(sums.last),
  }
}
