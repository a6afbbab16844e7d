import { axis, baseLayout, note } from './baseLayout.ts'
import type { ChartTheme } from './chartTheme.ts'
import type { Figure } from './figure.ts'
import { fixedText, plotText, shortened } from './plotText.ts'

export interface CorrelationInput {
  readonly names: readonly string[]
  /** Row i, column j: correlation of regressors i and j; only the lower triangle is read. */
  readonly correlations: readonly ArrayLike<number>[]
}

/** Correlations nearer to 0 than this are left blank. */
const BLANK = 0.05

/** Beyond this many regressors the numbers would not fit into their cells. */
const MOST_NUMBERS = 10

/** The regressors' correlations as a triangle of cells; |r| < 0.05 is left blank. */
export function correlationFigure(input: CorrelationInput, theme: ChartTheme): Figure {
  const names = input.names.map(plotText)
  const count = names.length
  const indices = names.map((_, index) => index)
  const r = (i: number, j: number): number => input.correlations[i]?.[j] ?? 0
  const cells = indices.flatMap((i) => indices.filter((j) => j < i).map((j) => ({ i, j, r: r(i, j) })))
  const strongest = cells.reduce(
    (a, b) => (Math.abs(b.r) > Math.abs(a.r) ? b : a),
    cells[0] ?? { i: 0, j: 0, r: 0 },
  )
  const last = theme.signed.length - 1
  return {
    data: [
      {
        type: 'heatmap',
        x: indices,
        y: indices,
        z: indices.map((i) => indices.map((j) => (j < i && Math.abs(r(i, j)) >= BLANK ? r(i, j) : null))),
        text: indices.map((i) =>
          indices.map((j) => `${names[i] ?? ''}, ${names[j] ?? ''}<br>r ${fixedText(r(i, j), 3)}`),
        ),
        hovertemplate: '%{text}<extra></extra>',
        zmin: -1,
        zmax: 1,
        colorscale: theme.signed.map((colour, index) => [index / last, colour]),
        showscale: false,
        xgap: 1,
        ygap: 1,
      },
    ],
    layout: baseLayout(theme, {
      xaxis: axis(theme, {
        more: { ...labels(indices, input.names), side: 'top', tickangle: -45, range: [-0.5, count - 0.5] },
      }),
      yaxis: axis(theme, { more: { ...labels(indices, input.names), range: [count - 0.5, -0.5] } }),
      annotations: count > MOST_NUMBERS ? [] : cells.map((cell) => cellText(cell, theme)),
    }),
    summary:
      cells.length === 0
        ? 'One regressor.'
        : `Strongest: ${input.names[strongest.i] ?? ''} with ${input.names[strongest.j] ?? ''}, r ${fixedText(strongest.r, 2)}.`,
    table: {
      columns: ['regressor', ...input.names],
      rows: indices.map((i) => [
        input.names[i] ?? '',
        ...indices.map((j) => (i === j ? 1 : j < i ? r(i, j) : r(j, i))),
      ]),
    },
  }
}

function labels(indices: readonly number[], names: readonly string[]): object {
  return {
    tickmode: 'array',
    tickvals: indices,
    ticktext: names.map((name) => plotText(shortened(name))),
    showgrid: false,
  }
}

const NUMBER_SIZE_PX = 11

/** Numbers on cells: white on the dark middle, near-black on the bright ends, quiet on blank cells. */
function cellText(cell: { i: number; j: number; r: number }, theme: ChartTheme): object {
  const size = Math.abs(cell.r)
  const color = size < BLANK ? theme.text3 : size > 0.62 ? '#121213' : '#ffffff'
  return note(theme, fixedText(cell.r, 2), {
    x: cell.j,
    y: cell.i,
    font: { size: Math.min(NUMBER_SIZE_PX, theme.axisSizePx), color },
  })
}
