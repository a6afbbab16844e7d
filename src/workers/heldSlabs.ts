import type { SlabDelivery, SlabReceiver } from '../protocol/fitContract.ts'
import type { Slab } from '../core/volume/slab.ts'
import { selectVoxels } from '../core/volume/slabBuilder.ts'
import { createSelections } from './selections.ts'

/** A slab of exactly the voxels a pane fits, with their file-order indices. */
export interface PaneSlab {
  readonly slab: Slab
  readonly voxels: Int32Array
  /** Temporal means before any scaling. */
  readonly unscaledMeans: Float64Array
}

/** The data sets a fitting worker holds. */
export interface HeldSlabs extends SlabReceiver {
  /** The held slabs cut down to `voxels` (ascending); slabs without any of them are left out. */
  of(dataKey: string, voxels: Int32Array): PaneSlab[]
  /** The time course of one voxel, n scans, before intensity scaling; null where it is not held. */
  series(dataKey: string, voxel: number): Float64Array | null
}

/** An empty store of slabs. */
export function createHeldSlabs(): HeldSlabs {
  const held = new Map<string, SlabDelivery>()
  const selections = createSelections()
  return {
    receive(delivery) {
      held.set(delivery.dataKey, delivery)
      selections.forget()
      return Promise.resolve()
    },
    keep(dataKeys) {
      for (const key of held.keys()) if (!dataKeys.includes(key)) held.delete(key)
      selections.forget()
      return Promise.resolve()
    },
    of(dataKey, voxels) {
      const delivery = held.get(dataKey)
      if (delivery === undefined) throw new Error(`no slabs under ${dataKey}`)
      return selections.of(delivery, voxels, () => paneSlabs(delivery, voxels))
    },
    series(dataKey, voxel) {
      const delivery = held.get(dataKey)
      return delivery === undefined ? null : seriesIn(delivery, voxel)
    },
  }
}

function paneSlabs(delivery: SlabDelivery, voxels: Int32Array): PaneSlab[] {
  const result: PaneSlab[] = []
  let start = 0
  let next = 0
  for (const slab of delivery.slabs) {
    const share = delivery.voxels.subarray(start, start + slab.voxelCount)
    const unscaledMeans = delivery.unscaledMeans.subarray(start, start + slab.voxelCount)
    const positions: number[] = []
    share.forEach((voxel, position) => {
      while (next < voxels.length && (voxels[next] ?? Infinity) < voxel) next++
      if (voxels[next] === voxel) positions.push(position)
    })
    const whole = positions.length === slab.voxelCount
    const all: PaneSlab = { slab, voxels: share, unscaledMeans }
    if (whole) result.push(all)
    else if (positions.length > 0) result.push(partOf(all, Int32Array.from(positions)))
    start += slab.voxelCount
  }
  return result
}

function partOf({ slab, voxels, unscaledMeans }: PaneSlab, positions: Int32Array): PaneSlab {
  return {
    slab: selectVoxels(slab, positions),
    voxels: positions.map((position) => voxels[position] ?? -1),
    unscaledMeans: Float64Array.from(positions, (position) => unscaledMeans[position] ?? 0),
  }
}

function seriesIn({ voxels, slabs }: SlabDelivery, voxel: number): Float64Array | null {
  let position = voxels.indexOf(voxel)
  if (position < 0) return null
  for (const { centred, means, scanCount, voxelCount } of slabs) {
    if (position < voxelCount) {
      const v = position
      return Float64Array.from(
        { length: scanCount },
        (_, t) => (means[v] ?? 0) + (centred[t * voxelCount + v] ?? 0),
      )
    }
    position -= voxelCount
  }
  return null
}
