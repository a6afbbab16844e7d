import type { Slab } from '../core/volume/slab.ts'
import { selectVoxels } from '../core/volume/slabBuilder.ts'
import type { SlabDelivery } from '../protocol/fitContract.ts'
import type { CutRoom } from './cutRoom.ts'

/** The voxels of a held slab that a pane fits. */
export interface PaneSlab {
  readonly delivery: SlabDelivery
  /** The slab as it is held. */
  readonly whole: Slab
  /** Which of its voxels are the pane's, ascending; null for all. */
  readonly positions: Int32Array | null
  /** File-order indices of the pane's voxels. */
  readonly voxels: Int32Array
  /** Temporal means of the modelled data, and before any scaling. */
  readonly means: Float64Array
  readonly unscaledMeans: Float64Array
  /** The series of exactly the pane's voxels, good until another slab is asked for its own. */
  readonly slab: () => Slab
  /** The series of some of the pane's voxels, by position among them. */
  readonly some: (positions: Int32Array) => Slab
}

/** What all pane slabs of a delivery share. */
export interface PaneSlabSource {
  readonly delivery: SlabDelivery
  readonly room: CutRoom
}

/** The part of a held slab at `positions`; `voxels` and `unscaledMeans` are those of the whole slab. */
export function paneSlab(
  { delivery, room }: PaneSlabSource,
  held: Pick<PaneSlab, 'whole' | 'voxels' | 'unscaledMeans'>,
  positions: Int32Array | null,
): PaneSlab {
  const { whole, voxels, unscaledMeans } = held
  const at = (values: Float64Array): Float64Array =>
    positions === null ? values : Float64Array.from(positions, (position) => values[position] ?? 0)

  return {
    delivery,
    whole,
    positions,
    voxels: positions === null ? voxels : positions.map((position) => voxels[position] ?? -1),
    means: at(whole.means),
    unscaledMeans: at(unscaledMeans),
    slab: () => (positions === null ? whole : room(whole, positions)),
    some(chosen) {
      const places = positions === null ? chosen : chosen.map((position) => positions[position] ?? -1)
      return selectVoxels(whole, places)
    },
  }
}
