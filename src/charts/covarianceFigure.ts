import { axis, baseLayout } from './baseLayout.ts'
import type { ChartTheme } from './chartTheme.ts'
import type { Figure } from './figure.ts'
import { fixedText } from './plotText.ts'

/** A noise covariance over scans as a signed picture, from -1 to 1. */
export function covarianceFigure(rows: readonly ArrayLike<number>[], theme: ChartTheme): Figure {
  const scans = rows.map((_, index) => index + 1)
  const z = rows.map((row) => Array.from(row))
  const last = theme.signed.length - 1
  return {
    data: [
      {
        type: 'heatmap',
        x: scans,
        y: scans,
        z,
        zmin: -1,
        zmax: 1,
        colorscale: theme.signed.map((colour, index) => [index / last, colour]),
        showscale: false,
        hovertemplate: 'scans %{y} and %{x}<br>%{z:.4f}<extra></extra>',
      },
    ],
    layout: baseLayout(theme, {
      xaxis: axis(theme, {
        title: 'scan',
        more: { range: [0.5, scans.length + 0.5], showgrid: false, nticks: 5, constrain: 'domain' },
      }),
      yaxis: axis(theme, {
        title: 'scan',
        more: {
          range: [scans.length + 0.5, 0.5],
          showgrid: false,
          nticks: 5,
          scaleanchor: 'x',
          constrain: 'domain',
        },
      }),
    }),
    summary: `Noise covariance of the first ${String(scans.length)} scans; lag 1: ${fixedText(z[0]?.[1] ?? 0, 3)}.`,
    table: { columns: ['scan', ...scans.map(String)], rows: z.map((row, i) => [i + 1, ...row]) },
  }
}
