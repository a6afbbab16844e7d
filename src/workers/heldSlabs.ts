import type { SlabDelivery, SlabReceiver } from '../protocol/fitContract.ts'
import type { Slab } from '../core/volume/slab.ts'
import { selectVoxels } from '../core/volume/slabBuilder.ts'

/** A slab of exactly the voxels a pane fits, with their file-order indices. */
export interface PaneSlab {
  readonly slab: Slab
  readonly voxels: Int32Array
}

/** The data sets a fitting worker holds. */
export interface HeldSlabs extends SlabReceiver {
  /** The held slabs cut down to `voxels` (ascending); slabs without any of them are left out. */
  of(dataKey: string, voxels: Int32Array): PaneSlab[]
}

/** An empty store of slabs. */
export function createHeldSlabs(): HeldSlabs {
  const held = new Map<string, SlabDelivery>()
  return {
    receive(delivery) {
      held.set(delivery.dataKey, delivery)
      return Promise.resolve()
    },
    keep(dataKeys) {
      for (const key of held.keys()) if (!dataKeys.includes(key)) held.delete(key)
      return Promise.resolve()
    },
    of(dataKey, voxels) {
      const delivery = held.get(dataKey)
      if (delivery === undefined) throw new Error(`no slabs under ${dataKey}`)
      return paneSlabs(delivery, voxels)
    },
  }
}

function paneSlabs(delivery: SlabDelivery, voxels: Int32Array): PaneSlab[] {
  const result: PaneSlab[] = []
  let start = 0
  let next = 0
  for (const slab of delivery.slabs) {
    const share = delivery.voxels.subarray(start, start + slab.voxelCount)
    const positions: number[] = []
    share.forEach((voxel, position) => {
      while (next < voxels.length && (voxels[next] ?? Infinity) < voxel) next++
      if (voxels[next] === voxel) positions.push(position)
    })
    const whole = positions.length === slab.voxelCount
    if (whole) result.push({ slab, voxels: share })
    else if (positions.length > 0) result.push(partOf(slab, share, positions))
    start += slab.voxelCount
  }
  return result
}

function partOf(slab: Slab, share: Int32Array, positions: readonly number[]): PaneSlab {
  const chosen = Int32Array.from(positions)
  return { slab: selectVoxels(slab, chosen), voxels: chosen.map((position) => share[position] ?? -1) }
}
