import type { JSX, ReactNode } from 'react'
import type { Overlay } from './bakeOverlay.ts'
import { ColourBar } from './ColourBar.tsx'
import type { Rect } from './sliceGeometry.ts'

export interface ViewerReadoutProps {
  readonly rect: Rect
  readonly scale: number
  readonly overlay: Overlay | null
  readonly colourBar: { readonly unit: string; readonly pointer: number | null } | null
  readonly layout: 'grid' | 'row'
  readonly readout?: ReactNode
}

/** Colour bar, and beside it in the 2 x 2 layout the readout. */
export function ViewerReadout(props: ViewerReadoutProps): JSX.Element | null {
  const { rect, scale, overlay, colourBar, layout } = props
  const isGrid = layout === 'grid'
  const hasBar = colourBar !== null && overlay !== null && overlay.kind !== 'categorical'
  const barHeight = Math.max(40, rect.height - (isGrid ? 48 : 20) * scale)
  return (
    <div
      style={{
        position: 'absolute',
        left: rect.x,
        top: rect.y,
        width: rect.width,
        height: rect.height,
        display: 'flex',
      }}
    >
      {hasBar && (
        <div style={{ flex: 'none', width: 80 * scale }}>
          <ColourBar
            colours={overlay.kind}
            range={overlay.range}
            unit={colourBar.unit}
            pointer={colourBar.pointer}
            height={barHeight}
            scale={scale}
            isUnitShown={isGrid}
          />
        </div>
      )}
      {isGrid && <div style={{ flex: 1, minWidth: 0 }}>{props.readout}</div>}
    </div>
  )
}
