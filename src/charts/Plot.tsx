import { useEffect, useRef, useState } from 'react'
import type { CSSProperties, JSX, ReactNode, RefObject } from 'react'
import type { PlotPoint, PlotSelection } from 'plotly.js-cartesian-dist-min'
import { screenLayout } from './drawnLayout.ts'
import type { Figure } from './figure.ts'
import { FigureTableView } from './FigureTableView.tsx'
import { inTurn } from './drawingTurn.ts'
import { loadPlotly } from './loadPlotly.ts'
import { savePlot } from './savePlot.ts'

/** A clicked point: which trace and which of its points. */
export interface PlotHit {
  readonly trace: number
  /** Index in the trace; [row, column] in a heat map. */
  readonly index: number | readonly [number, number]
  readonly x: number | string
  readonly y: number | string
}

/** A closed outline, corner by corner. */
export interface PlotOutline {
  readonly x: readonly number[]
  readonly y: readonly number[]
}

export interface PlotProps {
  readonly figure: Figure
  readonly title: string
  /** Beside the title, quieter. */
  readonly aside?: ReactNode
  /** Height of the picture, px. */
  readonly height: number
  readonly onPoint?: (hit: PlotHit) => void
  /** Told the outline drawn in a figure that can be drawn in, in units of its axes. */
  readonly onDraw?: (outline: PlotOutline) => void
  /** Offers saving as SVG and PNG under this name (without ending). */
  readonly fileName?: string
}

const HEAD: CSSProperties = { display: 'flex', alignItems: 'center', gap: 8, minHeight: 28 }

const BUTTON: CSSProperties = {
  minWidth: 24,
  height: 24,
  padding: '0 4px',
  color: 'inherit',
  background: 'none',
  border: '1px solid transparent',
  borderRadius: 3,
  font: 'inherit',
  fontSize: '0.6875rem',
  opacity: 0.8,
  cursor: 'pointer',
}

/** A figure with its title, a switch to its table and buttons to save it. */
export function Plot(props: PlotProps): JSX.Element {
  const { figure, title, height, fileName } = props
  const [isTable, setIsTable] = useState(false)
  return (
    <figure style={{ margin: 0, minWidth: 0 }}>
      <figcaption style={HEAD}>
        <span style={{ fontWeight: 600, fontSize: '0.75rem' }}>{title}</span>
        <span style={{ flex: 1, minWidth: 0, fontSize: '0.75rem', opacity: 0.75 }}>{props.aside}</span>
        <button
          type="button"
          style={isTable ? { ...BUTTON, borderColor: 'currentColor' } : BUTTON}
          aria-pressed={isTable}
          aria-label={`${title} as table`}
          title="As table"
          onClick={() => {
            setIsTable(!isTable)
          }}
        >
          <TableIcon />
        </button>
        {fileName !== undefined &&
          (['svg', 'png'] as const).map((format) => (
            <button
              key={format}
              type="button"
              style={BUTTON}
              aria-label={`Save ${title} as ${format.toUpperCase()}`}
              onClick={() => void savePlot(figure, format, { fileName, title })}
            >
              {format.toUpperCase()}
            </button>
          ))}
      </figcaption>
      {isTable ? (
        <FigureTableView table={figure.table} title={title} height={height} />
      ) : (
        <PlotCanvas {...props} />
      )}
    </figure>
  )
}

function TableIcon(): JSX.Element {
  return (
    <svg
      width="14"
      height="14"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.3"
      aria-hidden="true"
    >
      <path d="M2.5 3.5h11v9h-11zM2.5 6.5h11M6.500 3.500v9" />
    </svg>
  )
}

/** Strict: plotly asks for sizes while it draws, and the browser then lays out this box, not the page. */
const PICTURE: CSSProperties = { minWidth: 0, overflow: 'hidden', contain: 'strict' }

const CONFIG = { displayModeBar: false, displaylogo: false, responsive: false, doubleClick: false } as const

function PlotCanvas({ figure, title, height, onPoint, onDraw }: PlotProps): JSX.Element {
  const host = useRef<HTMLDivElement>(null)
  const width = useWidth(host)
  const isInView = useInView(host)
  const drawn = useRef<{ readonly figure: Figure; readonly width: number; readonly height: number }>(null)
  const latest = useRef({ onPoint, onDraw })
  useEffect(() => {
    latest.current = { onPoint, onDraw }
  })
  useEffect(() => {
    const element = host.current
    if (element === null || width === 0 || !isInView) return
    const last = drawn.current
    if (last?.figure === figure && last.width === width && last.height === height) return
    const life = { isOver: false }
    void inTurn(async () => {
      const plotly = await loadPlotly()
      if (life.isOver) return
      const layout = { ...screenLayout(figure), width, height }
      const plot = await plotly.react(element, figure.data, layout, CONFIG)
      drawn.current = { figure, width, height }
      plot.removeAllListeners('plotly_click')
      plot.on('plotly_click', ({ points }) => {
        const hit = hitOf(points[0])
        if (hit !== null) latest.current.onPoint?.(hit)
      })
      plot.removeAllListeners('plotly_selected')
      plot.on('plotly_selected', (event) => {
        const outline = outlineOf(event)
        if (outline !== null) latest.current.onDraw?.(outline)
      })
    })
    return () => {
      life.isOver = true
    }
  }, [figure, width, height, isInView])
  useEffect(() => {
    const element = host.current
    return () => {
      if (element !== null)
        void loadPlotly().then((plotly) => {
          plotly.purge(element)
        })
    }
  }, [])
  return (
    <div ref={host} role="img" aria-label={`${title}. ${figure.summary}`} style={{ ...PICTURE, height }} />
  )
}

function outlineOf(event: PlotSelection | undefined): PlotOutline | null {
  if (event?.lassoPoints !== undefined) return event.lassoPoints
  const [x0, x1] = event?.range?.x ?? []
  const [y0, y1] = event?.range?.y ?? []
  if (x0 === undefined || x1 === undefined || y0 === undefined || y1 === undefined) return null
  return { x: [x0, x1, x1, x0], y: [y0, y0, y1, y1] }
}

function hitOf(point: PlotPoint | undefined): PlotHit | null {
  const index = point?.pointIndex ?? point?.pointNumber
  if (point === undefined || index === undefined) return null
  return { trace: point.curveNumber, index, x: point.x, y: point.y }
}

/** Whether any of an element can be seen: plots scrolled out of sight wait with drawing. */
function useInView(ref: RefObject<HTMLElement | null>): boolean {
  const [isInView, setIsInView] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (element === null) return
    const observer = new IntersectionObserver((entries) => {
      setIsInView(entries.at(-1)?.isIntersecting ?? false)
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [ref])
  return isInView
}

function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const element = ref.current
    if (element === null) return
    const observer = new ResizeObserver(() => {
      setWidth(Math.floor(element.clientWidth))
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [ref])
  return width
}
