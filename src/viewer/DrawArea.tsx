import { useState, type JSX, type PointerEvent } from 'react'
import { boxOutline, type SliceOutline } from './sliceRegion.ts'
import type { Plane, Rect } from './sliceGeometry.ts'

/** How an outline is drawn: freehand, or as a box from corner to corner. */
export type DrawingTool = 'lasso' | 'box'

interface DrawAreaProps {
  readonly plane: Plane
  readonly rect: Rect
  readonly tool: DrawingTool
  /** Told where a click without a drag was. */
  readonly onPoint: (across: number, down: number) => void
  /** Told a closed outline, and whether it adds to what is marked (Shift). */
  readonly onOutline: (outline: SliceOutline, adds: boolean) => void
}

type Point = readonly [number, number]

/** A drag shorter than this, in px, is a click. */
const shortestDragPx = 4

/** Takes clicks and drawn outlines on one slice, as fractions of its width and height, and shows the outline meanwhile. */
export function DrawArea({ plane, rect, tool, onPoint, onOutline }: DrawAreaProps): JSX.Element {
  const [drawn, setDrawn] = useState<readonly Point[]>([])
  const outline = outlineOf(tool, drawn)
  const isDrag = lengthPx(drawn, rect) >= shortestDragPx
  return (
    <>
      <rect
        {...rect}
        data-plane={plane}
        data-drawing={tool}
        fill="transparent"
        style={{ cursor: 'crosshair', touchAction: 'none' }}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          setDrawn([pointOf(event)])
        }}
        onPointerMove={(event) => {
          if ((event.buttons & 1) === 1 && drawn.length > 0) setDrawn([...drawn, pointOf(event)])
        }}
        onPointerUp={(event) => {
          const [start] = drawn
          setDrawn([])
          if (start === undefined) return
          if (isDrag) onOutline(outline, event.shiftKey)
          else onPoint(...start)
        }}
        onPointerCancel={() => setDrawn([])}
      />
      {isDrag && (
        <path
          d={pathOf(outline, rect)}
          fill="rgba(110,231,155,0.16)"
          stroke="#6ee79b"
          strokeWidth={1.5}
          pointerEvents="none"
        />
      )}
    </>
  )
}

function pointOf(event: PointerEvent<SVGRectElement>): Point {
  const box = event.currentTarget.getBoundingClientRect()
  return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
}

function outlineOf(tool: DrawingTool, drawn: readonly Point[]): SliceOutline {
  const [first, last] = [drawn[0], drawn.at(-1)]
  if (tool === 'box' && first !== undefined && last !== undefined) return boxOutline(first, last)
  return { across: drawn.map(([x]) => x), down: drawn.map(([, y]) => y) }
}

/** How far the pointer has been from where it went down. */
function lengthPx(drawn: readonly Point[], { width, height }: Rect): number {
  const [start] = drawn
  if (start === undefined) return 0
  const away = drawn.map(([x, y]) => Math.hypot((x - start[0]) * width, (y - start[1]) * height))
  return away.reduce((most, length) => Math.max(most, length), 0)
}

function pathOf({ across, down }: SliceOutline, rect: Rect): string {
  const corners = across.map((x, i) => {
    const [left, top] = [rect.x + x * rect.width, rect.y + (down[i] ?? 0) * rect.height]
    return `${left.toFixed(1)} ${top.toFixed(1)}`
  })
  return `M${corners.join('L')}Z`
}
