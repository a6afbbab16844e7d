import { useMemo } from 'react'
import type { Grid } from '../core/volume/grid.ts'
import { voxelOfMm } from './crosshair.ts'
import type { Mm } from './crosshair.ts'
import { displayGridOf, displayVoxelOfFile, fileIndexOfDisplay } from './displayGrid.ts'
import type { DisplayGrid, Triple } from './displayGrid.ts'
import { layOutSlices } from './sliceGeometry.ts'
import type { Rect, SliceLayout } from './sliceGeometry.ts'
import type { Size } from './useSize.ts'

export interface SliceGeometry {
  readonly display: DisplayGrid
  /** File index of every display voxel. */
  readonly fileIndex: Int32Array
  /** The crosshair's voxel in the file and as displayed. */
  readonly fileVoxel: Triple
  readonly voxel: Triple
  /** In device pixels; null until the pane has been measured. */
  readonly layout: SliceLayout | null
  readonly pixelRatio: number
}

export interface SliceGeometryRequest {
  readonly grid: Grid
  readonly crosshairMm: Mm
  readonly kind: 'grid' | 'row'
  readonly scale: number
  readonly size: Size | null
}

const GAP_PX = 4
const COLOUR_BAR_PX = 80

/** Where the slices, the crosshair and the readout are; recomputed only where its inputs changed. */
export function useSliceGeometry(request: SliceGeometryRequest): SliceGeometry {
  const { grid, crosshairMm, kind, scale, size } = request
  const display = useMemo(() => displayGridOf(grid), [grid])
  const fileIndex = useMemo(() => fileIndexOfDisplay(display), [display])
  const layout = useMemo(() => {
    if (size === null) return null
    const device = (px: number): number => Math.round(px * size.pixelRatio)
    return layOutSlices(display, {
      kind,
      width: device(size.width),
      height: device(size.height),
      gap: device(GAP_PX * scale),
      side: device(COLOUR_BAR_PX * scale),
    })
  }, [display, kind, scale, size])
  const fileVoxel = voxelOfMm(grid, crosshairMm)
  const voxel = displayVoxelOfFile(display, fileVoxel)
  return { display, fileIndex, fileVoxel, voxel, layout, pixelRatio: size?.pixelRatio ?? 1 }
}

/** A rectangle of the layout in CSS px. */
export function cssRect(rect: Rect, pixelRatio: number): Rect {
  const px = (device: number): number => device / pixelRatio
  return { x: px(rect.x), y: px(rect.y), width: px(rect.width), height: px(rect.height) }
}
