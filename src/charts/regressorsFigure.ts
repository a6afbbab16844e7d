import { axis, baseLayout, dashOf } from './baseLayout.ts'
import type { ChartTheme } from './chartTheme.ts'
import type { EventBlock } from './eventBlocks.ts'
import { LINES_TO, eventBands, eventStrip, stripAxis } from './eventBlocks.ts'
import type { Figure } from './figure.ts'
import { plotText } from './plotText.ts'

export interface RegressorsInput {
  /** Time of each scan, s. */
  readonly timesSeconds: ArrayLike<number>
  readonly regressors: readonly { readonly name: string; readonly values: ArrayLike<number> }[]
  readonly events: readonly EventBlock[]
  /** The regressor in focus, drawn in the colour of marks. */
  readonly chosen?: string | null
  /** Scan (from 0) marked by a line, or null. */
  readonly scan?: number | null
}

/** Regressors over time with the events as blocks behind: the first line solid, the second dashed. */
export function regressorsFigure(input: RegressorsInput, theme: ChartTheme): Figure {
  const times = Array.from(input.timesSeconds)
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0)
  const lines = input.regressors.map((regressor, index) => ({
    type: 'scatter',
    mode: 'lines',
    name: plotText(regressor.name),
    x: times,
    y: Array.from(regressor.values),
    line: lineOf(index, regressor.name === input.chosen, theme),
    hovertemplate: `${plotText(regressor.name)} %{y:.4~g}<br>%{x:.1f} s<extra></extra>`,
  }))
  return {
    data: [...lines, ...eventStrip(input.events, span, theme)],
    layout: baseLayout(theme, {
      showlegend: input.regressors.length > 1,
      barmode: 'overlay',
      xaxis: axis(theme, {
        title: 'time, s',
        more: { range: [times[0] ?? 0, times.at(-1) ?? 1], showgrid: false },
      }),
      yaxis: axis(theme, { more: { domain: [0, LINES_TO], nticks: 5 } }),
      yaxis9: stripAxis(theme),
      shapes: [...eventBands(input.events, theme), ...scanMark(times[input.scan ?? -1], theme)],
    }),
    summary: `${input.regressors.map((r) => r.name).join(' and ')} over ${span.toFixed(0)} s, ${String(input.events.length)} events.`,
    table: {
      columns: ['time, s', ...input.regressors.map((regressor) => regressor.name)],
      rows: times.map((time, scan) => [time, ...input.regressors.map((r) => r.values[scan] ?? null)]),
    },
  }
}

function lineOf(index: number, isChosen: boolean, theme: ChartTheme): object {
  const width = theme.lineWidthPx * (isChosen ? 1.6 : 1)
  const color = isChosen ? theme.mark : index === 0 ? theme.text : theme.text3
  return { color, width, dash: dashOf(index) }
}

function scanMark(time: number | undefined, theme: ChartTheme): object[] {
  if (time === undefined) return []
  const line = { color: theme.mark, width: 1 }
  return [{ type: 'line', yref: 'paper', x0: time, x1: time, y0: 0, y1: 1, line }]
}
