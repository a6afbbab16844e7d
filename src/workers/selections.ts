import { areEqual } from '../core/math/areEqual.ts'
import type { SlabDelivery } from '../protocol/fitContract.ts'
import type { PaneSlab } from './paneSlab.ts'

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
}

/** Both panes' voxels. */
const maxSelections = 2

/** No cuts yet; the one used longest ago goes first. */
export function createSelections(): Selections {
  let kept: Selection[] = []

  function keep(selection: Selection): void {
    kept = [selection, ...kept.filter((other) => other !== selection)].slice(0, maxSelections)
  }

  return {
    of(delivery, voxels, cut) {
      const known = kept.find((other) => other.delivery === delivery && areEqual(other.voxels, voxels))
      const selection = known ?? { delivery, voxels, slabs: cut() }
      keep(selection)
      return selection.slabs
    },
    forget() {
      kept = []
    },
  }
}
