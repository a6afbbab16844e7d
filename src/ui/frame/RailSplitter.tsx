import type { KeyboardEvent, PointerEvent, ReactNode } from 'react'
import { clampedWidth, railWidth } from './railWidth.ts'

interface RailSplitterProps {
  readonly width: number
  readonly onChange: (width: number) => void
}

/** The rail's edge: dragged, or moved with the arrow keys. */
export function RailSplitter({ width, onChange }: RailSplitterProps): ReactNode {
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (direction === 0) return
    event.preventDefault()
    onChange(clampedWidth(width + direction * railWidth.step))
  }
  const onPointerMove = (event: PointerEvent): void => {
    if (event.buttons % 2 === 1) onChange(clampedWidth(event.clientX))
  }
  return (
    <div
      className="rail-splitter"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label="Width of the rail"
      aria-valuenow={width}
      aria-valuemin={railWidth.min}
      aria-valuemax={railWidth.max}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
    />
  )
}
