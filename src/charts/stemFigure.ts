import { axis, baseLayout } from './baseLayout.ts'
import type { ChartTheme } from './chartTheme.ts'
import type { Figure } from './figure.ts'
import { fixedText } from './plotText.ts'

export interface StemInput {
  /** Autocorrelation at lags 1, 2, ... after whitening, and before it (drawn as rings). */
  readonly after: ArrayLike<number>
  readonly before: ArrayLike<number> | null
  readonly pipeline: 'A' | 'B'
  /** Half-width of the band in which 95 % of a white series' values lie, 1.96 / sqrt(scans). */
  readonly halfBand: number
}

/** A residual's autocorrelation at each lag as stems, with the band expected of white noise. */
export function stemFigure(input: StemInput, theme: ChartTheme): Figure {
  const after = Array.from(input.after)
  const before = input.before === null ? null : Array.from(input.before)
  const lags = after.map((_, index) => index + 1)
  const color = input.pipeline === 'A' ? theme.a : theme.b
  const dot = (y: number[], name: string, isOpen: boolean): object => ({
    type: 'scatter',
    mode: 'markers',
    name,
    x: lags,
    y,
    marker: {
      size: theme.axisSizePx * 0.5,
      color: isOpen ? theme.panel : color,
      line: { color: isOpen ? theme.text3 : color, width: 1 },
    },
    hovertemplate: `${name}: %{y:.3f} at lag %{x}<extra></extra>`,
  })
  return {
    data: [
      ...(before === null ? [] : [dot(before, 'before', true)]),
      {
        type: 'bar',
        x: lags,
        y: after,
        width: 0.16,
        marker: { color },
        hoverinfo: 'skip',
        showlegend: false,
      },
      dot(after, 'whitened', false),
    ],
    layout: baseLayout(theme, {
      showlegend: before !== null,
      xaxis: axis(theme, {
        title: 'lag, scans',
        more: { range: [0.3, lags.length + 0.7], showgrid: false, nticks: 6 },
      }),
      yaxis: axis(theme, { title: 'autocorrelation', more: { nticks: 5 } }),
      shapes: [whiteNoiseBand(input.halfBand, theme)],
    }),
    summary: `Residual autocorrelation of ${input.pipeline} at lag 1: ${fixedText(after[0] ?? 0, 2)}; white noise stays within ${fixedText(input.halfBand, 2)}.`,
    table: {
      columns: ['lag, scans', 'whitened', ...(before === null ? [] : ['before'])],
      rows: lags.map((lag, index) => [
        lag,
        after[index] ?? null,
        ...(before === null ? [] : [before[index] ?? null]),
      ]),
    },
  }
}

function whiteNoiseBand(halfBand: number, theme: ChartTheme): object {
  return {
    ...{ type: 'rect', xref: 'paper', x0: 0, x1: 1, y0: -halfBand, y1: halfBand },
    fillcolor: theme.block,
    line: { width: 0 },
    layer: 'below',
  }
}
