import { useEffect, useState } from 'react'
import type { Grid } from '../core/volume/grid.ts'
import { anatomyBytes, type GreyWindow } from './anatomy.ts'
import { bakeOverlay } from './bakeOverlay.ts'
import type { Overlay } from './bakeOverlay.ts'
import type { NiivueAdapter } from './niivueAdapter.ts'
import type { SliceGeometry } from './useSliceGeometry.ts'

/** Everything the renderer is told. */
export interface Drawing {
  readonly adapter: NiivueAdapter | null
  readonly background: { readonly grid: Grid; readonly values: Float32Array }
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
  const [shown, setShown] = useState<{ adapter: NiivueAdapter; background: object } | null>(null)
  const isShown = adapter !== null && shown?.adapter === adapter && shown.background === background
  useEffect(() => {
    if (adapter === null) return
    const empty = new Uint8Array(fileIndex.length)
    void adapter.showAnatomy(display, empty).then((isNewest) => {
      if (isNewest) setShown({ adapter, background })
    })
  }, [adapter, background, display, fileIndex])
  useEffect(() => {
    if (isShown) adapter.showGreys(anatomyBytes(background.values, fileIndex, greys ?? undefined))
  }, [adapter, isShown, background, fileIndex, greys])
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
