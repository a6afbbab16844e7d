import { CHART_FONT } from './chartTheme.ts'
import type { ChartTheme } from './chartTheme.ts'

export interface AxisWish {
  /** Already escaped; empty for none. */
  readonly title?: string
  /** Anything else plotly's axis understands; wins over the defaults. */
  readonly more?: object
}

/** One axis in the house's look: hairline grid, quiet numbers, no zero line. */
export function axis(theme: ChartTheme, wish: AxisWish = {}): object {
  return {
    gridcolor: theme.grid,
    gridwidth: 1,
    zeroline: false,
    showline: false,
    ticks: '',
    tickfont: { size: theme.axisSizePx, color: theme.text3 },
    title: {
      text: wish.title ?? '',
      standoff: theme.axisSizePx * 0.6,
      font: { size: theme.axisSizePx, color: theme.text2 },
    },
    automargin: true,
    // Labels are kept or left out by measuring each of them, a third of a drawing's time; with few and short ones nothing overflows.
    ticklabeloverflow: 'allow',
    fixedrange: true,
    ...wish.more,
  }
}

/** An axis whose room is fixed, for plots that are drawn anew at every change: to find the room takes another drawing of the axis. */
export function quickAxis(theme: ChartTheme, wish: AxisWish = {}): object {
  return axis(theme, { ...wish, more: { ...wish.more, automargin: false } })
}

/** Room for the numbers and titles of two quick axes. */
export function quickMargin(theme: ChartTheme): object {
  const size = theme.axisSizePx
  return { l: 5.2 * size, r: size, t: size, b: 3.4 * size, pad: 2 }
}

/** Layout shared by all figures: fonts, colours, small margins, quiet legend and hover box. */
export function baseLayout(theme: ChartTheme, more: object): object {
  const size = theme.axisSizePx
  return {
    paper_bgcolor: theme.panel,
    plot_bgcolor: theme.panel,
    font: { family: CHART_FONT, size, color: theme.text2 },
    margin: { l: size, r: size, t: size, b: size, pad: 2 },
    separators: '.\u2009',
    hovermode: 'closest',
    dragmode: false,
    hoverlabel: {
      bgcolor: theme.raised,
      bordercolor: theme.lineStrong,
      font: { family: CHART_FONT, size: size + 1, color: theme.text },
      align: 'left',
    },
    showlegend: false,
    legend: {
      orientation: 'h',
      traceorder: 'normal',
      x: 1,
      xanchor: 'right',
      y: 1,
      yanchor: 'bottom',
      font: { size, color: theme.text2 },
      bgcolor: 'rgba(0,0,0,0)',
      itemclick: false,
      itemdoubleclick: false,
    },
    ...more,
  }
}

/** A label without arrow at a data point; `text` already escaped. */
export function note(theme: ChartTheme, text: string, more: object): object {
  return { text, showarrow: false, font: { size: theme.axisSizePx, color: theme.text2 }, ...more }
}

/** Dash patterns by place: the first line solid, the second dashed, then others. */
const DASHES = ['solid', '5px,4px', '1.5px,3px', '8px,3px,1.5px,3px'] as const

/** The dash pattern of the line at `index`. */
export function dashOf(index: number): string {
  return DASHES[index % DASHES.length] ?? 'solid'
}
