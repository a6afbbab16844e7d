import { axis, baseLayout } from './baseLayout.ts'
import type { ChartTheme } from './chartTheme.ts'
import type { Figure } from './figure.ts'
import { plotText, shortened } from './plotText.ts'

/** A named column of a design matrix, one value for each scan. */
export interface DesignColumn {
  readonly name: string
  readonly values: ArrayLike<number>
}

export interface DesignMatrixInput {
  readonly columns: readonly DesignColumn[]
  /** 'scaled': each column from its least to its largest value; 'as is': one scale for all. */
  readonly scaling: 'scaled' | 'as is'
  /** Columns of interest, outlined. */
  readonly outlinedColumns?: readonly number[]
  /** Scan (from 0) marked by a line, or null. */
  readonly scan?: number | null
}

/** The design matrix as a grey picture, scans downwards, with the value at each cell in the hover box. */
export function designMatrixFigure(input: DesignMatrixInput, theme: ChartTheme): Figure {
  const { columns } = input
  const scans = columns[0]?.values.length ?? 0
  const names = columns.map((column) => plotText(column.name))
  const greys =
    input.scaling === 'scaled'
      ? columns.map((c) => scaled(c.values))
      : columns.map((c) => Array.from(c.values))
  const rows = Array.from({ length: scans }, (_, scan) => scan)
  const last = theme.matrix.length - 1
  return {
    data: [
      {
        type: 'heatmap',
        z: rows.map((scan) => greys.map((column) => column[scan] ?? 0)),
        x: columns.map((_, index) => index),
        y: rows.map((scan) => scan + 1),
        customdata: rows.map((scan) => columns.map((column) => column.values[scan] ?? 0)),
        text: rows.map(() => names),
        hovertemplate: '%{text}<br>scan %{y}<br>%{customdata:.4~g}<extra></extra>',
        colorscale: theme.matrix.map((colour, index) => [index / last, colour]),
        ...(input.scaling === 'scaled' ? { zmin: 0, zmax: 1 } : {}),
        showscale: false,
        xgap: columns.length > 40 ? 0 : 1,
      },
    ],
    layout: baseLayout(theme, {
      xaxis: axis(theme, {
        more: {
          side: 'top',
          tickmode: 'array',
          tickvals: columns.map((_, index) => index),
          ticktext: columns.map((column) => plotText(shortened(column.name))),
          tickangle: -90,
          showgrid: false,
          range: [-0.5, columns.length - 0.5],
        },
      }),
      yaxis: axis(theme, {
        title: 'scan',
        more: { range: [scans + 0.5, 0.5], showgrid: false, tickmode: 'array', tickvals: scanTicks(scans) },
      }),
      shapes: marks(input, scans, theme),
    }),
    summary: `${String(columns.length)} columns: ${columns.map((c) => c.name).join(', ')}; ${String(scans)} scans.`,
    table: {
      columns: ['scan', ...columns.map((column) => column.name)],
      rows: rows.map((scan) => [scan + 1, ...columns.map((column) => column.values[scan] ?? null)]),
    },
  }
}

function marks(input: DesignMatrixInput, scans: number, theme: ChartTheme): object[] {
  const outlined = (input.outlinedColumns ?? []).map((column) => ({
    type: 'rect',
    x0: column - 0.5,
    x1: column + 0.5,
    y0: 0.5,
    y1: scans + 0.5,
    line: { color: theme.mark, width: 2 },
  }))
  const scan = input.scan ?? null
  const frame = {
    type: 'rect',
    xref: 'paper',
    yref: 'paper',
    x0: 0,
    x1: 1,
    y0: 0,
    y1: 1,
    line: { color: theme.lineStrong, width: 1 },
  }
  if (scan === null) return [frame, ...outlined]
  const y = scan + 1
  const line = {
    type: 'line',
    xref: 'paper',
    x0: 0,
    x1: 1,
    y0: y,
    y1: y,
    line: { color: theme.mark, width: 1 },
  }
  return [frame, ...outlined, line]
}

/** Values from 0 (least) to 1 (largest); a constant column is 1, a column of zeros 0. */
function scaled(values: ArrayLike<number>): number[] {
  const list = Array.from(values)
  const low = list.reduce((a, b) => Math.min(a, b), Infinity)
  const high = list.reduce((a, b) => Math.max(a, b), -Infinity)
  if (high === low) return list.map((value) => (value === 0 ? 0 : 1))
  return list.map((value) => (value - low) / (high - low))
}

/** The first scan, the last, and round numbers between with room for their labels. */
function scanTicks(scans: number): number[] {
  const step = [5, 10, 20, 30, 50, 100, 200, 300, 500].find((size) => scans / size <= 5) ?? 1000
  const between = Array.from({ length: Math.floor(scans / step) }, (_, index) => (index + 1) * step)
  return [1, ...between.filter((scan) => scans - scan >= step / 3), scans]
}
