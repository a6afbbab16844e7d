import type { ChartTheme } from './chartTheme.ts'
import { axis } from './baseLayout.ts'
import { plotText } from './plotText.ts'

/** One event as drawn: onset and duration in seconds from the first scan. */
export interface EventBlock {
  readonly onsetSeconds: number
  readonly durationSeconds: number
  readonly condition: string
}

/** Share of the height the strip of events takes above the lines, and where the lines end. */
const STRIP_FROM = 0.95
export const LINES_TO = 0.92

/** Narrowest mark for an event without duration, as a share of the time shown. */
const NARROWEST = 0.002

/** Fills of conditions: the first solid, the second hatched, then other patterns. */
const PATTERNS = ['', '/', 'x', '.'] as const

/** The strip of events above the lines: one bar trace for each condition, on axis y9. */
export function eventStrip(events: readonly EventBlock[], spanSeconds: number, theme: ChartTheme): object[] {
  const conditions = [...new Set(events.map((event) => event.condition))]
  return conditions.map((condition, index) => {
    const own = events.filter((event) => event.condition === condition)
    const widths = own.map((event) => Math.max(event.durationSeconds, NARROWEST * spanSeconds))
    return {
      type: 'bar',
      x: own.map((event, i) => event.onsetSeconds + (widths[i] ?? 0) / 2),
      y: own.map(() => 1),
      width: widths,
      yaxis: 'y9',
      marker: {
        color: index === 0 ? theme.text2 : 'rgba(0,0,0,0)',
        line: { width: 0 },
        pattern: { shape: PATTERNS[index % PATTERNS.length], fgcolor: theme.text3, size: 5, solidity: 0.35 },
      },
      hovertext: own.map(
        (event) =>
          `${plotText(condition)}<br>${String(event.onsetSeconds)} s, for ${String(event.durationSeconds)} s`,
      ),
      hoverinfo: 'text',
      showlegend: false,
    }
  })
}

/** The axis the strip stands on. */
export function stripAxis(theme: ChartTheme): object {
  return axis(theme, { more: { domain: [STRIP_FROM, 1], range: [0, 1], visible: false } })
}

/** Bands behind the lines for the first condition's events: one shape for all, since each costs time to draw. */
export function eventBands(events: readonly EventBlock[], theme: ChartTheme): object[] {
  const first = events[0]?.condition
  const bands = events
    .filter((event) => event.condition === first && event.durationSeconds > 0)
    .map(({ onsetSeconds, durationSeconds }) => {
      const [from, to] = [String(onsetSeconds), String(onsetSeconds + durationSeconds)]
      return `M${from},0L${from},${String(LINES_TO)}L${to},${String(LINES_TO)}L${to},0Z`
    })
  if (bands.length === 0) return []
  return [
    {
      type: 'path',
      xref: 'x',
      yref: 'paper',
      path: bands.join(''),
      fillcolor: theme.block,
      line: { width: 0 },
      layer: 'below',
    },
  ]
}
