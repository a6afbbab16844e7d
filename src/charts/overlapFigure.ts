import { baseLayout, dashOf, note, quickAxis, quickMargin } from './baseLayout.ts'
import type { ChartTheme } from './chartTheme.ts'
import type { Figure } from './figure.ts'
import { fixedText, plotText } from './plotText.ts'

export interface OverlapInput {
  readonly thresholds: ArrayLike<number>
  /** Coefficients at each threshold, Dice's first; NaN where neither map has a voxel. */
  readonly curves: readonly { readonly name: string; readonly values: ArrayLike<number> }[]
  /** The threshold in use. */
  readonly threshold: number
  /** What is thresholded, e.g. "|t|". */
  readonly statistic: string
}

/** How far A's and B's voxels above a threshold coincide, against the threshold. */
export function overlapFigure(input: OverlapInput, theme: ChartTheme): Figure {
  const thresholds = Array.from(input.thresholds)
  const dice = input.curves.map((curve) =>
    Array.from(curve.values, (value) => (Number.isFinite(value) ? value : null)),
  )
  const here = valueAt(thresholds, dice[0] ?? [], input.threshold)
  const lines = input.curves.map((curve, index) => ({
    type: 'scatter',
    mode: 'lines',
    name: plotText(curve.name),
    x: thresholds,
    y: dice[index],
    line: { color: index === 0 ? theme.text : theme.text3, width: theme.lineWidthPx, dash: dashOf(index) },
    hovertemplate: `${plotText(curve.name)} %{y:.2f} at %{x:.2f}<extra></extra>`,
  }))
  const label = here === null ? '' : `${fixedText(here, 2)} at ${fixedText(input.threshold, 1)}`
  return {
    data: here === null ? lines : [...lines, point(input.threshold, here, theme)],
    layout: baseLayout(theme, {
      margin: quickMargin(theme),
      showlegend: input.curves.length > 1,
      xaxis: quickAxis(theme, { title: `threshold on ${plotText(input.statistic)}`, more: { nticks: 7 } }),
      yaxis: quickAxis(theme, {
        title: input.curves.length > 1 ? 'overlap' : 'Dice',
        more: { range: [0, 1.02], tickformat: '.2f', dtick: 0.25 },
      }),
      shapes: [
        {
          type: 'line',
          yref: 'paper',
          y0: 0,
          y1: 1,
          x0: input.threshold,
          x1: input.threshold,
          line: { color: theme.text3, width: 1, dash: 'dot' },
        },
      ],
      annotations:
        here === null ? [] : [beside({ x: input.threshold, y: here, text: label }, thresholds, theme)],
    }),
    summary: here === null ? 'No voxel above the threshold in use.' : `Dice ${label}.`,
    table: {
      columns: [`threshold on ${input.statistic}`, ...input.curves.map((curve) => curve.name)],
      rows: thresholds.map((threshold, index) => [threshold, ...dice.map((values) => values[index] ?? null)]),
    },
  }
}

function point(x: number, y: number, theme: ChartTheme): object {
  return {
    type: 'scatter',
    mode: 'markers',
    x: [x],
    y: [y],
    marker: { size: theme.axisSizePx * 0.75, color: theme.text },
    hoverinfo: 'skip',
    showlegend: false,
  }
}

/** The label on the side of the point that has more room. */
function beside(
  label: { x: number; y: number; text: string },
  thresholds: number[],
  theme: ChartTheme,
): object {
  const { x, y, text } = label
  const isLeft = x > ((thresholds[0] ?? 0) + (thresholds.at(-1) ?? 1)) / 2
  return note(theme, text, {
    x,
    y,
    xanchor: isLeft ? 'right' : 'left',
    xshift: isLeft ? -8 : 8,
    yanchor: 'top',
    font: { size: theme.axisSizePx, color: theme.text },
    bgcolor: `${theme.panel}cc`,
  })
}

/** Linear interpolation of a curve at x; null outside it or beside a gap. */
function valueAt(xs: readonly number[], ys: readonly (number | null)[], x: number): number | null {
  const index = xs.findIndex((value) => value >= x)
  const [x1, y1] = [xs[index], ys[index]]
  if (x1 === undefined || y1 === undefined || y1 === null) return null
  const [x0, y0] = [xs[index - 1], ys[index - 1]]
  if (x1 === x || x0 === undefined || y0 === undefined || y0 === null) return x1 === x ? y1 : null
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0)
}
