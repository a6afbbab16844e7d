import type { StatMapKind } from '../core/formats/statMap.ts'
import type { MapImage } from '../protocol/runContract.ts'

/** One statistical map that was dropped, on its own grid. */
export interface MapFile extends MapImage {
  readonly id: number
  /** Counts the drops: maps of one analysis are dropped together. */
  readonly batch: number
  /** What it is taken for: as recognised, or as the user says. */
  readonly kind: StatMapKind
}

/** The maps that were dropped. */
export interface MapLibrary {
  readonly files: readonly MapFile[]
  /** What happens to a map on another grid than the one shown. */
  readonly otherGrids: 'resample' | 'refuse'
}

/** No map dropped. */
export const noMaps: MapLibrary = { files: [], otherGrids: 'resample' }

/** Where a pane's maps come from. */
export type PaneSource = { readonly kind: 'fitted' } | { readonly kind: 'imported'; readonly setId: string }

/** How a set of maps came onto the grid that is shown. */
export type MapPlacement =
  /** The same voxels, in the same order or another. */
  | { readonly kind: 'own-grid' }
  | {
      readonly kind: 'resampled'
      /** Size of its own grid. */
      readonly dims: readonly [number, number, number]
      /** Share of the map's own volume that lies on the grid shown. */
      readonly share: number
    }
