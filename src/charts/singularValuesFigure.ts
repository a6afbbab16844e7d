import { axis, baseLayout } from './baseLayout.ts'
import type { ChartTheme } from './chartTheme.ts'
import type { Figure } from './figure.ts'

export interface SingularValuesInput {
  readonly pipelines: readonly { readonly pipeline: 'A' | 'B'; readonly values: ArrayLike<number> }[]
}

/** Singular values from large to small on a logarithmic axis: A dots on a solid line, B rings on a dashed one. */
export function singularValuesFigure({ pipelines }: SingularValuesInput, theme: ChartTheme): Figure {
  const longest = Math.max(1, ...pipelines.map(({ values }) => values.length))
  return {
    data: pipelines.map(({ pipeline, values }) => {
      const color = pipeline === 'A' ? theme.a : theme.b
      const list = Array.from(values)
      return {
        type: 'scatter',
        mode: 'lines+markers',
        name: pipeline,
        x: list.map((_, i) => i + 1),
        y: list,
        line: { color, width: theme.lineWidthPx * 0.7, dash: pipeline === 'A' ? 'solid' : '5px,4px' },
        marker: {
          size: theme.axisSizePx * 0.5,
          color: pipeline === 'A' ? color : theme.panel,
          line: { color, width: 1.2 },
        },
        hovertemplate: `${pipeline}: %{y:.4~g}<extra></extra>`,
      }
    }),
    layout: baseLayout(theme, {
      showlegend: pipelines.length > 1,
      xaxis: axis(theme, {
        more: { range: [0.5, longest + 0.5], showgrid: false, nticks: 6, tickformat: 'd' },
      }),
      yaxis: axis(theme, { more: { type: 'log', nticks: 4 } }),
    }),
    summary: pipelines
      .map(
        ({ pipeline, values }) =>
          `${pipeline}: ${String(values.length)} singular values from ${four(values[0])} to ${four(values[values.length - 1])}.`,
      )
      .join(' '),
    table: {
      columns: ['number', ...pipelines.map(({ pipeline }) => pipeline)],
      rows: Array.from({ length: longest }, (_, i) => [
        i + 1,
        ...pipelines.map(({ values }) => values[i] ?? null),
      ]),
    },
  }
}

function four(value: number | undefined): string {
  return String(Number((value ?? 0).toPrecision(4)))
}
