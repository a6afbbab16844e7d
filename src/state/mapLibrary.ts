import type { MapKind } from '../core/contrast/mapKind.ts'
import type { Grid } from '../core/volume/grid.ts'

/** One statistical map that was dropped, on its own grid. */
export interface MapFile {
  readonly id: number
  readonly name: string
  /** Counts the drops: maps of one analysis are dropped together. */
  readonly batch: number
  readonly grid: Grid
  /** File order; NaN where the file has none. */
  readonly values: Float32Array
  readonly kind: MapKind
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
  | { readonly kind: 'own-grid' }
  | {
      readonly kind: 'resampled'
      /** Size of its own grid. */
      readonly dims: readonly [number, number, number]
      /** Share of the grid's voxels that lie within its own. */
      readonly covered: number
    }
