import { axis, baseLayout, dashOf } from './baseLayout.ts'
import type { ChartTheme } from './chartTheme.ts'
import type { EventBlock } from './eventBlocks.ts'
import { LINES_TO, eventBands, eventStrip, stripAxis } from './eventBlocks.ts'
import type { Figure } from './figure.ts'
import { plotText } from './plotText.ts'

/** A line: the data (thin: a mark for every scan would take longer to draw than all else), A (solid), B (dashed), or neutral (dashes by place). */
export interface LineSeries {
  readonly name: string
  readonly role: 'data' | 'A' | 'B' | 'neutral'
  readonly y: ArrayLike<number>
  /** Half-width of a band around the line, or null. */
  readonly halfBand?: ArrayLike<number> | null
}

export interface LineInput {
  readonly x: ArrayLike<number>
  /** With its unit, e.g. "time, s". */
  readonly xTitle: string
  readonly yTitle: string
  readonly series: readonly LineSeries[]
  /** Behind the lines; empty where x is not time. */
  readonly events: readonly EventBlock[]
  readonly summary: string
  /** Marks one x, or null. */
  readonly markedX?: number | null
}

/** Lines over one axis, such as a voxel's time course with both fits, residuals, contributions or a spectrum. */
export function lineFigure(input: LineInput, theme: ChartTheme): Figure {
  const x = Array.from(input.x)
  const span = (x.at(-1) ?? 0) - (x[0] ?? 0)
  const neutral = input.series.filter((series) => series.role === 'neutral')
  const lines = input.series.flatMap((series) => [
    ...bandTraces(series, x, theme),
    lineTrace(series, x, { theme, place: neutral.indexOf(series) }),
  ])
  const hasEvents = input.events.length > 0
  const marked = input.markedX ?? null
  return {
    data: hasEvents ? [...lines, ...eventStrip(input.events, span, theme)] : lines,
    layout: baseLayout(theme, {
      showlegend: input.series.length > 1,
      barmode: 'overlay',
      xaxis: axis(theme, {
        title: plotText(input.xTitle),
        more: { range: [x[0] ?? 0, x.at(-1) ?? 1], showgrid: false },
      }),
      yaxis: axis(theme, {
        title: plotText(input.yTitle),
        more: { domain: [0, hasEvents ? LINES_TO : 1], nticks: 6 },
      }),
      ...(hasEvents ? { yaxis9: stripAxis(theme) } : {}),
      shapes: [...eventBands(input.events, theme), ...(marked === null ? [] : [marker(marked, theme)])],
    }),
    summary: input.summary,
    table: {
      columns: [input.xTitle, ...input.series.map((series) => series.name)],
      rows: x.map((value, index) => [value, ...input.series.map((series) => series.y[index] ?? null)]),
    },
  }
}

function marker(x: number, theme: ChartTheme): object {
  return { type: 'line', yref: 'paper', y0: 0, y1: 1, x0: x, x1: x, line: { color: theme.mark, width: 1 } }
}

function colourOf(series: LineSeries, theme: ChartTheme, place: number): string {
  if (series.role === 'A') return theme.a
  if (series.role === 'B') return theme.b
  return series.role === 'data' || place > 0 ? theme.text3 : theme.text
}

function lineTrace(series: LineSeries, x: number[], how: { theme: ChartTheme; place: number }): object {
  const { theme, place } = how
  const color = colourOf(series, theme, place)
  const isData = series.role === 'data'
  const dash = series.role === 'B' ? dashOf(1) : dashOf(Math.max(0, place))
  return {
    type: 'scatter',
    mode: 'lines',
    name: plotText(series.name),
    x,
    y: Array.from(series.y),
    line: { color, dash, width: isData ? 1 : theme.lineWidthPx * (series.role === 'neutral' ? 1 : 1.35) },
    hovertemplate: `${plotText(series.name)} %{y:.4~g}<br>%{x:.4~g}<extra></extra>`,
  }
}

/** A translucent band of `halfBand` around the line: its two edges, the second filling to the first. */
function bandTraces(series: LineSeries, x: number[], theme: ChartTheme): object[] {
  const half = series.halfBand ?? null
  if (half === null) return []
  const edge = (sign: number): object => ({
    type: 'scatter',
    mode: 'lines',
    x,
    y: Array.from(series.y, (value, index) => value + sign * (half[index] ?? 0)),
    line: { width: 0 },
    hoverinfo: 'skip',
    showlegend: false,
  })
  return [edge(-1), { ...edge(1), fill: 'tonexty', fillcolor: `${colourOf(series, theme, 0)}38` }]
}
