import { useId } from 'react'
import type { JSX } from 'react'
import { colourStops } from './colourMaps.ts'
import type { MapColours } from './colourMaps.ts'
import { numberText, signedText } from './numberText.ts'

export interface ColourBarProps {
  readonly colours: MapColours
  /** Value at the upper end, in `unit`. */
  readonly range: number
  readonly unit: string
  /** The value at the crosshair, or null where there is none. */
  readonly pointer: number | null
  /** Height of the coloured part, px. */
  readonly height: number
  /** Size of text and bar; 1 is the desktop's, up to 1.4 the projector's. */
  readonly scale: number
  readonly isUnitShown: boolean
}

/** A vertical colour scale with ticks, the unit below and a pointer at the crosshair's value. */
export function ColourBar(props: ColourBarProps): JSX.Element {
  const { colours, range, unit, pointer, height, scale } = props
  const gradient = useId()
  const width = 12 * scale
  const left = 16 * scale
  const top = 8 * scale
  const lowest = colours === 'sequential' ? 0 : -range
  const yOf = (value: number): number => top + (height * (range - value)) / (range - lowest)
  return (
    <svg
      role="img"
      aria-label={`Colour scale from ${numberText(lowest)} to ${numberText(range)} ${unit}${pointer === null ? '' : `; ${numberText(pointer)} at the crosshair`}`}
      width={left + width + 52 * scale}
      height={height + 2 * top + (props.isUnitShown ? 24 * scale : 0)}
      style={{ display: 'block', overflow: 'visible', fontSize: 11 * scale }}
    >
      <defs>
        <linearGradient id={gradient} x1="0" y1="0" x2="0" y2="1">
          {gradientStops(colours).map((stop, index) => (
            <stop key={index} offset={stop.offset} stopColor={stop.colour} />
          ))}
        </linearGradient>
      </defs>
      <rect x={left} y={top} width={width} height={height} fill={`url(#${gradient})`} />
      {ticksOf(lowest, range, height / scale).map((value) => (
        <g key={value}>
          <line
            x1={left + width}
            x2={left + width + 4 * scale}
            y1={yOf(value)}
            y2={yOf(value)}
            stroke="#77777f"
            strokeWidth={scale}
          />
          <text x={left + width + 8 * scale} y={yOf(value) + 4 * scale} fill="#b6b6bd">
            {lowest === 0 ? numberText(value) : signedText(value)}
          </text>
        </g>
      ))}
      {pointer !== null && Number.isFinite(pointer) && (
        <Pointer
          y={yOf(Math.max(lowest, Math.min(range, pointer)))}
          left={left}
          width={width}
          scale={scale}
        />
      )}
      {props.isUnitShown && (
        <text x={left - 8 * scale} y={height + 2 * top + 16 * scale} fill="#94949d">
          {unit}
        </text>
      )}
    </svg>
  )
}

function Pointer(props: { y: number; left: number; width: number; scale: number }): JSX.Element {
  const { y, left, width, scale } = props
  const size = 4 * scale
  return (
    <g>
      <path
        d={`M${String(left - 2)} ${String(y)}l${String(-1.5 * size)} ${String(-size)}v${String(2 * size)}z`}
        fill="#f3f3f5"
      />
      <line x1={left} x2={left + width} y1={y} y2={y} stroke="#fff" strokeWidth={1.5 * scale} />
    </g>
  )
}

/** Gradient from the top down: the positive side, then for signed maps the negative one. */
function gradientStops(colours: MapColours): { offset: number; colour: string }[] {
  const positive = colourStops(colours, 'positive')
  const negative = colourStops(colours, 'negative')
  const half = colours === 'sequential' ? 1 : 0.5
  const last = positive.length - 1
  const upper = positive.map((colour, index) => ({ offset: half * (1 - index / last), colour })).reverse()
  if (colours === 'sequential') return upper
  return [...upper, ...negative.map((colour, index) => ({ offset: half * (1 + index / last), colour }))]
}

function ticksOf(lowest: number, range: number, heightPx: number): number[] {
  const middle = lowest === 0 ? [range / 2] : [0]
  const quarters = heightPx > 100 && lowest < 0 ? [range / 2, -range / 2] : []
  return [range, ...middle, ...quarters, lowest]
}
