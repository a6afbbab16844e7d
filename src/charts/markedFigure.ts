import { axis } from './baseLayout.ts'
import type { ChartTheme } from './chartTheme.ts'
import { shapesOf } from './drawnLayout.ts'
import type { Figure } from './figure.ts'
import { markedHexagons, type HexBins } from './hexagons.ts'

/** A place in a plot, in units of its axes. */
interface Place {
  readonly x: number
  readonly y: number
}

/** The figure with a ring at a place. Its data stay the same objects, so that a redraw is quick. */
export function withRing(figure: Figure, place: Place | null, theme: ChartTheme): Figure {
  if (place === null) return figure
  const radius = theme.axisSizePx / 2
  const ring = {
    type: 'circle',
    xsizemode: 'pixel',
    ysizemode: 'pixel',
    xanchor: place.x,
    yanchor: place.y,
    x0: -radius,
    x1: radius,
    y0: -radius,
    y1: radius,
    line: { color: theme.text, width: theme.lineWidthPx },
    fillcolor: theme.panel,
    opacity: 0.9,
  }
  return { ...figure, layout: { ...figure.layout, shapes: [...shapesOf(figure), ring] } }
}

/** The figure of hexagons with those drawn over in which voxels are marked. */
export function withMarkedHexagons(figure: Figure, marked: HexBins | null, theme: ChartTheme): Figure {
  if (marked === null || marked.bins.length === 0) return figure
  return { ...figure, hexagons: [...(figure.hexagons ?? []), markedHexagons(marked, theme)] }
}

/** Counts of marked voxels in the bins of a histogram. */
export interface MarkedCounts {
  readonly edges: ArrayLike<number>
  readonly countsA: ArrayLike<number>
  readonly countsB: ArrayLike<number>
}

/** The histogram with the marked voxels' own, on a second scale at the right. */
export function withMarkedCounts(figure: Figure, marked: MarkedCounts | null, theme: ChartTheme): Figure {
  if (marked === null) return figure
  const edges = Array.from(marked.edges)
  const step = (letter: 'A' | 'B', counts: ArrayLike<number>): object => ({
    type: 'scatter',
    mode: 'lines',
    name: `marked ${letter}`,
    yaxis: 'y2',
    x: [edges[0] ?? 0, ...edges],
    y: [0, ...Array.from(counts), 0],
    fill: 'tozeroy',
    fillcolor: `${theme.brush}38`,
    line: {
      shape: 'hv',
      color: theme.brush,
      width: theme.lineWidthPx,
      dash: letter === 'A' ? 'solid' : '5px,4px',
    },
    hovertemplate: `marked, ${letter}: %{y} voxels from %{x:.3~g}<extra></extra>`,
  })
  return {
    ...figure,
    data: [...figure.data, step('A', marked.countsA), step('B', marked.countsB)],
    layout: {
      ...figure.layout,
      yaxis2: axis(theme, {
        title: 'marked voxels',
        more: { overlaying: 'y', side: 'right', rangemode: 'tozero', nticks: 6, showgrid: false },
      }),
    },
  }
}

/** The figure as one to draw in, with a lasso or a box. */
export function withDrawing(figure: Figure, drawing: 'lasso' | 'box' | null, theme: ChartTheme): Figure {
  if (drawing === null) return figure
  return {
    ...figure,
    layout: {
      ...figure.layout,
      dragmode: drawing === 'box' ? 'select' : 'lasso',
      newselection: { line: { color: theme.brush, width: theme.lineWidthPx, dash: 'solid' } },
    },
  }
}
