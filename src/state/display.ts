import type { MapKind } from '../core/contrast/mapKind.ts'

/** One viewer's map in the units on screen. */
export interface DisplayMap {
  readonly kind: MapKind
  /** Such as `% of voxel mean`; empty where the map has none. */
  readonly unit: string
  /** File order, whole grid, 0 outside the mask. */
  readonly volume: Float32Array<ArrayBuffer>
  /** File order: 1 where the voxel passes the threshold. */
  readonly above: Uint8Array
  /** File order: |t| where fading depends on it, else |value|; relative to the threshold, at most 1. */
  readonly strength: Float32Array
  /** File order: 1 where the map has a value. */
  readonly inMask: Uint8Array
  /** The colour scale runs from -range to +range, or 0 to range for maps that are never negative. */
  readonly range: number
  readonly isSigned: boolean
}

/** What stands beside a viewer for the voxel at the crosshair; null where the voxel is not fitted. */
export interface Readout {
  readonly value: number
  readonly unit: string
  readonly standardError: number | null
  readonly t: number | null
  /** The value in the other units, for effect, standard error and variance. */
  readonly otherUnits: { readonly value: number; readonly unit: string } | null
  readonly aboveThreshold: boolean | null
}
