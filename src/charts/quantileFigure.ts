import { axis, baseLayout } from './baseLayout.ts'
import type { ChartTheme } from './chartTheme.ts'
import type { Figure } from './figure.ts'

export interface QuantileInput {
  /** One for each pipeline that is shown: sorted residuals in s.d. against the normal quantiles expected of them. */
  readonly pipelines: readonly {
    readonly pipeline: 'A' | 'B'
    readonly expected: ArrayLike<number>
    readonly observed: ArrayLike<number>
  }[]
}

/** Normal quantile plot of residuals: A filled dots, B rings, with the line on which normal residuals lie. */
export function quantileFigure(input: QuantileInput, theme: ChartTheme): Figure {
  const dots = input.pipelines.map(({ pipeline, expected, observed }) => {
    const color = pipeline === 'A' ? theme.a : theme.b
    return {
      type: 'scatter',
      mode: 'markers',
      name: pipeline,
      x: Array.from(expected),
      y: Array.from(observed),
      marker: {
        size: theme.axisSizePx * 0.36,
        color: pipeline === 'A' ? color : 'rgba(0,0,0,0)',
        line: { color, width: 1 },
      },
      hovertemplate: `${pipeline}: %{y:.2f} s.d., expected %{x:.2f}<extra></extra>`,
    }
  })
  const reach = input.pipelines.reduce(
    (most, { observed, expected }) =>
      Math.max(most, ...Array.from(observed, Math.abs), ...Array.from(expected, Math.abs)),
    1,
  )
  const range = [-1.05 * reach, 1.05 * reach]
  const longest = Math.max(0, ...input.pipelines.map(({ observed }) => observed.length))
  return {
    data: dots,
    layout: baseLayout(theme, {
      showlegend: true,
      xaxis: axis(theme, { title: 'normal quantile', more: { range, nticks: 6, showgrid: false } }),
      yaxis: axis(theme, { title: 'residual, s.d.', more: { range, nticks: 6 } }),
      shapes: [
        {
          ...{ type: 'line', x0: range[0], y0: range[0], x1: range[1], y1: range[1] },
          line: { color: theme.lineStrong, width: 1 },
          layer: 'below',
        },
      ],
    }),
    summary: `Sorted residuals against normal quantiles for ${input.pipelines.map(({ pipeline }) => pipeline).join(' and ')}; normal residuals lie on the line.`,
    table: {
      columns: input.pipelines.flatMap(({ pipeline }) => [
        `${pipeline}, normal quantile`,
        `${pipeline}, residual, s.d.`,
      ]),
      rows: Array.from({ length: longest }, (_, i) =>
        input.pipelines.flatMap(({ expected, observed }) => [expected[i] ?? null, observed[i] ?? null]),
      ),
    },
  }
}
