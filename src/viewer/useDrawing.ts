import { useEffect, useState } from 'react'
import type { Grid } from '../core/volume/grid.ts'
import { anatomyBytes, anatomyWindow, sliceRanges, type GreyWindow } from './anatomy.ts'
import { bakeOverlay } from './bakeOverlay.ts'
import type { Overlay } from './bakeOverlay.ts'
import { finerDisplay, type DisplayGrid } from './displayGrid.ts'
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

interface Shown {
  readonly adapter: NiivueAdapter
  readonly display: DisplayGrid
  readonly parts: number
}

/** Voxels that one task turns into greys and sends to the graphics card: some milliseconds. */
const voxelsPerTask = 5e5

/** Hands every change to the renderer; the overlay waits for the anatomy, whose grid it is drawn on. */
export function useDrawing(drawing: Drawing): void {
  const { adapter, background, greys, overlay, opacity, radiological, isSmooth } = drawing
  const { layout, voxel, pixelRatio, display, fileIndex } = drawing.geometry
  const { parts = 1 } = background
  const [shown, setShown] = useState<Shown | null>(null)
  const isShown =
    adapter !== null && shown?.adapter === adapter && shown.display === display && shown.parts === parts
  useEffect(() => {
    if (adapter === null) return
    void adapter.showAnatomy(display, parts).then((isNewest) => {
      if (isNewest) setShown({ adapter, display, parts })
    })
  }, [adapter, display, parts])
  const { values } = background
  useEffect(() => {
    if (!isShown) return
    const finer = finerDisplay(display, parts)
    const window = greys ?? anatomyWindow(values)
    return inTasks(sliceRanges(finer, voxelsPerTask), (slices) => {
      adapter.showGreys(anatomyBytes(values, finer, window, slices), slices.from)
    })
  }, [adapter, isShown, values, display, parts, greys])
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

/** Does each in turn, the first at once and every other in a task of its own; answers how to stop. */
function inTasks<Item>(items: readonly Item[], work: (item: Item) => void): () => void {
  const [first, ...rest] = items
  if (first === undefined) return () => undefined
  work(first)
  let stop = (): void => undefined
  const timer = setTimeout(() => (stop = inTasks(rest, work)), 0)
  return () => {
    clearTimeout(timer)
    stop()
  }
}
