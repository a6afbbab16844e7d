import type { JSX, PointerEvent } from 'react'
import type { Plane, Rect } from './sliceGeometry.ts'

interface HitAreaProps {
  readonly plane: Plane
  readonly rect: Rect
  readonly onPoint: (across: number, down: number) => void
}

/** Takes clicks and drags on one slice, as fractions of its width and height. */
export function HitArea({ plane, rect, onPoint }: HitAreaProps): JSX.Element {
  const tell = (event: PointerEvent<SVGRectElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    onPoint((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)
  }
  return (
    <rect
      {...rect}
      data-plane={plane}
      fill="transparent"
      style={{ cursor: 'crosshair', touchAction: 'none' }}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        tell(event)
      }}
      onPointerMove={(event) => {
        if ((event.buttons & 1) === 1) tell(event)
      }}
    />
  )
}
