import { baseLayout, dashOf, quickAxis, quickMargin } from './baseLayout.ts'
import type { ChartTheme } from './chartTheme.ts'
import type { Figure } from './figure.ts'
import { plotText } from './plotText.ts'

export interface HistogramInput {
  /** Bin edges, one more than counts. */
  readonly edges: ArrayLike<number>
  readonly countsA: ArrayLike<number>
  readonly countsB: ArrayLike<number>
  /** What is counted, with its unit. */
  readonly quantity: string
}

/** Two histograms as step lines: A solid, B dashed. */
export function histogramFigure(input: HistogramInput, theme: ChartTheme): Figure {
  const edges = Array.from(input.edges)
  const [countsA, countsB] = [Array.from(input.countsA), Array.from(input.countsB)]
  const step = (letter: 'A' | 'B', counts: number[]): object => ({
    type: 'scatter',
    mode: 'lines',
    name: letter,
    x: [edges[0] ?? 0, ...edges],
    y: [0, ...counts, 0],
    line: {
      shape: 'hv',
      color: letter === 'A' ? theme.a : theme.b,
      width: theme.lineWidthPx,
      dash: dashOf(letter === 'A' ? 0 : 1),
    },
    hovertemplate: `${letter}: %{y} voxels from %{x:.3~g}<extra></extra>`,
  })
  const total = (counts: number[]): string => String(counts.reduce((a, b) => a + b, 0))
  return {
    data: [step('A', countsA), step('B', countsB)],
    layout: baseLayout(theme, {
      margin: quickMargin(theme),
      showlegend: true,
      xaxis: quickAxis(theme, {
        title: plotText(input.quantity),
        more: { range: [edges[0] ?? 0, edges.at(-1) ?? 1], nticks: 7 },
      }),
      yaxis: quickAxis(theme, { title: 'voxels', more: { rangemode: 'tozero', nticks: 6 } }),
    }),
    summary: `Histograms of ${input.quantity}: ${total(countsA)} voxels in A, ${total(countsB)} in B.`,
    table: {
      columns: ['from', 'to', 'A, voxels', 'B, voxels'],
      rows: countsA.map((count, bin) => [
        edges[bin] ?? null,
        edges[bin + 1] ?? null,
        count,
        countsB[bin] ?? null,
      ]),
    },
  }
}
