import { axis, baseLayout } from './baseLayout.ts'
import type { ChartTheme } from './chartTheme.ts'
import { eventBands, eventStrip, LINES_TO, stripAxis, type EventBlock } from './eventBlocks.ts'
import type { Figure } from './figure.ts'
import { fixedText } from './plotText.ts'

export interface ScanSharesInput {
  readonly timesSeconds: ArrayLike<number>
  /** Each scan's share of what decides the contrast; sums to 1. */
  readonly shares: ArrayLike<number>
  /** Top of the axis, so that A and B can share one. */
  readonly largest: number
  readonly pipeline: 'A' | 'B'
  readonly events: readonly EventBlock[]
  /** Scan (from 0) marked by a line, or null. */
  readonly scan?: number | null
}

/** Which scans identify a contrast: bars over time, in percent. */
export function scanSharesFigure(input: ScanSharesInput, theme: ChartTheme): Figure {
  const times = Array.from(input.timesSeconds)
  const percent = Array.from(input.shares, (share) => 100 * share)
  const step = (times[1] ?? 1) - (times[0] ?? 0)
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0)
  const scan = input.scan ?? null
  const top = percent.reduce((best, value, i) => (value > (percent[best] ?? 0) ? i : best), 0)
  const marked = scan === null ? null : (times[scan] ?? null)
  return {
    data: [
      {
        type: 'bar',
        x: times,
        y: percent,
        width: 0.8 * step,
        marker: { color: input.pipeline === 'A' ? theme.a : theme.b, line: { width: 0 } },
        customdata: times.map((_, i) => i + 1),
        hovertemplate: 'scan %{customdata}, %{x:.1f} s<br>%{y:.2f} %<extra></extra>',
      },
      ...eventStrip(input.events, span, theme),
    ],
    layout: baseLayout(theme, {
      barmode: 'overlay',
      xaxis: axis(theme, {
        title: 'time, s',
        more: { range: [(times[0] ?? 0) - step, (times.at(-1) ?? 1) + step], showgrid: false },
      }),
      yaxis: axis(theme, {
        more: { domain: [0, LINES_TO], range: [0, 105 * input.largest], nticks: 4, ticksuffix: ' %' },
      }),
      yaxis9: stripAxis(theme),
      shapes: [
        ...eventBands(input.events, theme),
        ...(marked === null
          ? []
          : [
              {
                ...{ type: 'line', yref: 'paper', x0: marked, x1: marked, y0: 0, y1: 1 },
                line: { color: theme.mark, width: 1 },
              },
            ]),
      ],
    }),
    summary: `Share of each scan in what decides the effect in ${input.pipeline}; the largest is scan ${String(top + 1)} with ${fixedText(percent[top] ?? 0, 1)} %.`,
    table: {
      columns: ['scan', 'time, s', 'share, %'],
      rows: times.map((time, i) => [i + 1, time, percent[i] ?? null]),
    },
  }
}
