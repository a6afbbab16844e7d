import type { SlabDelivery } from '../protocol/fitContract.ts'
import type { PaneSlab } from './heldSlabs.ts'

/** The slabs cut down to the voxels of recent fits: a change of design or contrast finds them as it left them. */
export interface Selections {
  /** The cut made before for the same delivery and voxels, or else what `cut` makes. */
  of(delivery: SlabDelivery, voxels: Int32Array, cut: () => PaneSlab[]): PaneSlab[]
  /** Drops everything: the data they were cut from are gone. */
  forget(): void
}

interface Selection {
  readonly delivery: SlabDelivery
  readonly voxels: Int32Array
  readonly slabs: PaneSlab[]
  readonly bytes: number
}

/** Both panes' voxels. */
const maxSelections = 2

/** Time series that cuts may hold beside the data; larger ones are made anew for every fit. */
const budgetBytes = 256e6

/** No cuts yet; the one used longest ago goes first. */
export function createSelections(): Selections {
  let kept: Selection[] = []

  function keep(selection: Selection): void {
    kept = [selection, ...kept.filter((other) => other !== selection)].slice(0, maxSelections)
    let bytes = 0
    kept = kept.filter((other) => (bytes += other.bytes) <= budgetBytes)
  }

  return {
    of(delivery, voxels, cut) {
      const known = kept.find((other) => other.delivery === delivery && areEqual(other.voxels, voxels))
      if (known !== undefined) {
        keep(known)
        return known.slabs
      }
      const slabs = cut()
      keep({ delivery, voxels, slabs, bytes: copiedBytes(slabs, delivery) })
      return slabs
    },
    forget() {
      kept = []
    },
  }
}

function areEqual(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i])
}

/** Bytes of time series that are not the delivery's own. */
function copiedBytes(slabs: readonly PaneSlab[], delivery: SlabDelivery): number {
  return slabs.reduce(
    (sum, { slab }) => sum + (delivery.slabs.includes(slab) ? 0 : slab.centred.byteLength),
    0,
  )
}
