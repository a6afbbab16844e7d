import type { SlabDelivery, SlabReceiver } from '../protocol/fitContract.ts'
import type { SeriesOf } from '../protocol/runContract.ts'
import { paneSlab, type PaneSlab, type PaneSlabSource } from './paneSlab.ts'
import { createCutRoom } from './cutRoom.ts'
import { createSelections } from './selections.ts'

/** The data sets a fitting worker holds. */
export interface HeldSlabs extends SlabReceiver {
  /** The held slabs cut down to `voxels` (ascending); slabs without any of them are left out. */
  of(dataKey: string, voxels: Int32Array): PaneSlab[]
  /** The data set held under a key. */
  delivery(dataKey: string): SlabDelivery
  /** Tells when data sets are no longer held. */
  onForget(listener: (isHeld: (delivery: SlabDelivery) => boolean) => void): void
  /** The time course of one voxel, n scans, before intensity scaling; null where it is not held. */
  series(dataKey: string, voxel: number): Float64Array | null
}

/** An empty store of slabs. */
export function createHeldSlabs(): HeldSlabs {
  const held = new Map<string, SlabDelivery>()
  const selections = createSelections()
  const room = createCutRoom()
  const listeners: ((isHeld: (delivery: SlabDelivery) => boolean) => void)[] = []

  function changed(): Promise<void> {
    selections.forget()
    const present = new Set(held.values())
    for (const listener of listeners) listener((delivery) => present.has(delivery))
    return Promise.resolve()
  }

  function deliveryOf(dataKey: string): SlabDelivery {
    const delivery = held.get(dataKey)
    if (delivery === undefined) throw new Error(`no slabs under ${dataKey}`)
    return delivery
  }

  return {
    receive(delivery) {
      held.set(delivery.dataKey, delivery)
      return changed()
    },
    keep(dataKeys) {
      for (const key of held.keys()) if (!dataKeys.includes(key)) held.delete(key)
      return changed()
    },
    of(dataKey, voxels) {
      const delivery = deliveryOf(dataKey)
      return selections.of(delivery, voxels, () => paneSlabs({ delivery, room }, voxels))
    },
    delivery: deliveryOf,
    onForget(listener) {
      listeners.push(listener)
    },
    series(dataKey, voxel) {
      const delivery = held.get(dataKey)
      return delivery === undefined ? null : seriesIn(delivery, voxel)
    },
  }
}

function paneSlabs(source: PaneSlabSource, wanted: Int32Array): PaneSlab[] {
  const { delivery } = source
  const result: PaneSlab[] = []
  let start = 0
  let next = 0
  for (const whole of delivery.slabs) {
    const end = start + whole.voxelCount
    const voxels = delivery.voxels.subarray(start, end)
    const unscaledMeans = delivery.unscaledMeans.subarray(start, end)
    const positions: number[] = []
    voxels.forEach((voxel, position) => {
      while (next < wanted.length && (wanted[next] ?? Infinity) < voxel) next++
      if (wanted[next] === voxel) positions.push(position)
    })
    const isWhole = positions.length === whole.voxelCount
    const chosen = isWhole ? null : Int32Array.from(positions)
    if (positions.length > 0) result.push(paneSlab(source, { whole, voxels, unscaledMeans }, chosen))
    start = end
  }
  return result
}

/** The time course of a voxel, n scans; null where it is not among them. */
export function seriesIn({ voxels, slabs }: SeriesOf, voxel: number): Float64Array | null {
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
