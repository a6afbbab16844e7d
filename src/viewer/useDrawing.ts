import { useEffect, useState } from 'react'
import type { Grid } from '../core/volume/grid.ts'
import { anatomyBytes, type GreyWindow } from './anatomy.ts'
import { bakeOverlay } from './bakeOverlay.ts'
import type { Overlay } from './bakeOverlay.ts'
import { fileIndexOfDisplay, finerDisplay } from './displayGrid.ts'
import type { NiivueAdapter } from './niivueAdapter.ts'
import type { SliceGeometry } from './useSliceGeometry.ts'

/** What maps are drawn on. */
export interface Background {
  /** Of the maps. */
  readonly grid: Grid
  readonly values: Float32Array
  /** Into how many parts along each axis `values` cuts the grid's voxels; default 1. */
  readonly parts?: number
}

/** Everything the renderer is told. */
export interface Drawing {
  readonly adapter: NiivueAdapter | null
  readonly background: Background
  /** Null finds it from the values. */
  readonly greys: GreyWindow | null
  readonly overlay: Overlay | null
  /** Of the whole overlay, 0 to 1. */
  readonly opacity: number
  readonly radiological: boolean
  readonly isSmooth: boolean
  readonly geometry: SliceGeometry
}

/** Hands every change to the renderer; the overlay waits for the anatomy, whose grid it is drawn on. */
export function useDrawing(drawing: Drawing): void {
  const { adapter, background, greys, overlay, opacity, radiological, isSmooth } = drawing
  const { layout, voxel, pixelRatio, display, fileIndex } = drawing.geometry
  const { parts = 1 } = background
  const [shown, setShown] = useState<{ adapter: NiivueAdapter; background: object } | null>(null)
  const isShown = adapter !== null && shown?.adapter === adapter && shown.background === background
  useEffect(() => {
    if (adapter === null) return
    void adapter.showAnatomy(display, parts).then((isNewest) => {
      if (isNewest) setShown({ adapter, background })
    })
  }, [adapter, background, display, parts])
  useEffect(() => {
    if (!isShown) return
    // Of a finer grid the index is large: it is made when it is needed, not kept.
    const index = parts === 1 ? fileIndex : fileIndexOfDisplay(finerDisplay(display, parts))
    adapter.showGreys(anatomyBytes(background.values, index, greys ?? undefined))
  }, [adapter, isShown, background, display, fileIndex, parts, greys])
  useEffect(() => {
    if (!isShown) return
    // A task for each viewer: all of them at once would keep the page from answering.
    const turn = setTimeout(() => {
      const empty = new Uint8Array(fileIndex.length * 4)
      adapter.showOverlay(overlay === null ? empty : bakeOverlay(overlay, fileIndex, opacity))
    }, 0)
    return () => clearTimeout(turn)
  }, [adapter, isShown, overlay, fileIndex, opacity])
  useEffect(() => {
    if (isShown) adapter.smoothAnatomy(isSmooth)
  }, [adapter, isShown, isSmooth])
  useEffect(() => {
    if (layout !== null) adapter?.place(layout, pixelRatio)
  }, [adapter, layout, pixelRatio])
  useEffect(() => {
    adapter?.setRadiological(radiological)
  }, [adapter, radiological])
  const [i, j, k] = voxel
  useEffect(() => {
    if (isShown) adapter.moveTo([i, j, k])
  }, [adapter, isShown, i, j, k])
}
