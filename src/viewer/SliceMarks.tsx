import { memo } from 'react'
import type { JSX } from 'react'
import type { DisplayGrid, Triple } from './displayGrid.ts'
import { at } from './displayGrid.ts'
import { mmText } from './numberText.ts'
import { maskSlice, outlinePath } from './outline.ts'
import { PLANE_AXES, edgeLetters, isMirrored, textLines } from './sliceGeometry.ts'
import type { Plane, Rect } from './sliceGeometry.ts'

/** The border of a mask (file order, 1 inside), drawn along voxel edges. */
export interface Outline {
  readonly mask: Uint8Array
  readonly colour: string
  /** Dashed, so that a border that coincides with another leaves both visible. */
  readonly isDashed?: boolean
}

export interface SliceMarksProps {
  readonly plane: Plane
  /** The slice's rectangle in CSS px. */
  readonly rect: Rect
  readonly display: DisplayGrid
  readonly fileIndex: Int32Array
  readonly voxel: Triple
  readonly crosshairMm: Triple
  readonly outlines: readonly Outline[]
  readonly radiological: boolean
  readonly layout: 'grid' | 'row'
  readonly scale: number
}

/** What is drawn over one slice: outlines, crosshair, letters of the sides and the position in mm. */
export function SliceMarks(props: SliceMarksProps): JSX.Element {
  const { plane, rect, display, fileIndex, voxel, radiological, scale } = props
  const mirrored = isMirrored(plane, radiological)
  const axes = PLANE_AXES[plane]
  const [columns, rows] = [at(display.dims, axes.across), at(display.dims, axes.up)]
  return (
    <g transform={`translate(${String(rect.x)} ${String(rect.y)})`}>
      <g
        transform={`scale(${String(rect.width / columns)} ${String(rect.height / rows)})`}
        shapeRendering="crispEdges"
      >
        {props.outlines.map((outline, index) => (
          <OutlineStroke
            key={index}
            slice={at(voxel, axes.through)}
            {...{ outline, plane, display, fileIndex, mirrored, scale }}
          />
        ))}
      </g>
      <Crosshair {...props} mirrored={mirrored} />
      <SliceText {...props} />
    </g>
  )
}

interface OutlineStrokeProps {
  readonly outline: Outline
  readonly plane: Plane
  /** Display voxel along the axis through the plane. */
  readonly slice: number
  readonly display: DisplayGrid
  readonly fileIndex: Int32Array
  readonly mirrored: boolean
  readonly scale: number
}

/** An outline's border in one slice; cut out of its mask again only when one of them is another. */
const OutlineStroke = memo(function OutlineStroke(props: OutlineStrokeProps): JSX.Element {
  const { outline, plane, slice, display, fileIndex, mirrored, scale } = props
  const voxel: Triple = [slice, slice, slice]
  return (
    <path
      d={outlinePath(maskSlice(outline.mask, display, fileIndex, { plane, voxel, mirrored }))}
      fill="none"
      stroke={outline.colour}
      strokeWidth={lineWidth(scale)}
      strokeDasharray={outline.isDashed === true ? `${String(3 * scale)} ${String(2 * scale)}` : undefined}
      vectorEffect="non-scaling-stroke"
    />
  )
})

/** Whole pixels, so that lines drawn without antialiasing are all equally wide. */
function lineWidth(scale: number): number {
  return Math.max(1, Math.round(1.2 * scale))
}

/** One line across and one up through the voxel's centre, open around the voxel. */
function Crosshair(props: SliceMarksProps & { mirrored: boolean }): JSX.Element {
  const { plane, rect, display, voxel, scale } = props
  const axes = PLANE_AXES[plane]
  const centre = (axis: number): number => (at(voxel, axis) + 0.5) / at(display.dims, axis)
  const across = centre(axes.across)
  const x = (props.mirrored ? 1 - across : across) * rect.width
  const y = (1 - centre(axes.up)) * rect.height
  const gap = Math.max(5 * scale, (1.1 * rect.width) / at(display.dims, axes.across))
  const [w, h] = [rect.width, rect.height]
  const strokes = [
    `M0 ${String(y)}H${String(Math.max(0, x - gap))}`,
    `M${String(Math.min(w, x + gap))} ${String(y)}H${String(w)}`,
    `M${String(x)} 0V${String(Math.max(0, y - gap))}`,
    `M${String(x)} ${String(Math.min(h, y + gap))}V${String(h)}`,
  ]
  return (
    <path
      d={strokes.join('')}
      fill="none"
      stroke="rgba(255,255,255,0.66)"
      strokeWidth={lineWidth(scale)}
      shapeRendering="crispEdges"
    />
  )
}

const AXIS_NAMES = ['x', 'y', 'z'] as const

function SliceText(props: SliceMarksProps): JSX.Element {
  const { plane, rect, display, radiological, layout, scale } = props
  const [left, right] = edgeLetters(display, plane, radiological)
  const through = PLANE_AXES[plane].through
  const position = `${AXIS_NAMES[through] ?? ''} ${mmText(at(props.crosshairMm, through))}`
  const inset = 4 * scale
  const { upper, lower } = textLines(rect, layout, scale)
  const isGrid = layout === 'grid'
  return (
    <g
      fontSize={11 * scale}
      fontWeight={500}
      stroke="#000"
      strokeOpacity={0.7}
      strokeWidth={2.5 * scale}
      strokeLinejoin="round"
      style={{ paintOrder: 'stroke', userSelect: 'none' }}
    >
      <text x={inset} y={isGrid ? upper : lower} fill="#a5a5ae">
        {left}
      </text>
      <text x={rect.width - inset} y={isGrid ? upper : lower} textAnchor="end" fill="#a5a5ae">
        {right}
      </text>
      <text x={inset} y={isGrid ? lower : upper} fill="#c9c9d0">
        {position}
      </text>
    </g>
  )
}
