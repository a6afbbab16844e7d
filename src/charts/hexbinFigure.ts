import { baseLayout, note, quickAxis, quickMargin } from './baseLayout.ts'
import type { ChartTheme } from './chartTheme.ts'
import type { Figure } from './figure.ts'
import { centresTrace, hexExtent, shadedHexagons } from './hexagons.ts'
import type { HexBins } from './hexagons.ts'
import { fixedText, letterText } from './plotText.ts'

export interface HexbinInput {
  /** Voxels counted by A's value (x) and B's value (y). */
  readonly hexbins: HexBins
  readonly unitA: string
  readonly unitB: string
  /** B = intercept + slope A, or null where there is none. */
  readonly regression: { readonly slope: number; readonly intercept: number } | null
}

/** B's values against A's as hexagons on a log count, with the identity (dashed) and the regression line. */
export function hexbinFigure(input: HexbinInput, theme: ChartTheme): Figure {
  const { hexbins, regression } = input
  const extent = hexExtent(hexbins)
  const hover = hexbins.bins.map(
    (bin) => `A ${fixedText(bin.x, 2)}, B ${fixedText(bin.y, 2)}<br>${String(bin.count)} voxels`,
  )
  const slopeText = regression === null ? '' : `slope ${fixedText(regression.slope, 2)}, dashes: identity`
  return {
    data: [centresTrace(hexbins, hover)],
    hexagons: [shadedHexagons(hexbins, theme)],
    layout: baseLayout(theme, {
      margin: quickMargin(theme),
      xaxis: quickAxis(theme, {
        title: letterText('A', theme.a, input.unitA),
        more: { range: extent.x, nticks: 7 },
      }),
      yaxis: quickAxis(theme, {
        title: letterText('B', theme.b, input.unitB),
        more: { range: extent.y, nticks: 7 },
      }),
      shapes: [
        line(
          extent,
          { slope: 1, intercept: 0 },
          { color: theme.text3, dash: '4px,4px', width: theme.lineWidthPx },
        ),
        ...(regression === null ? [] : regressionLines(extent, regression, theme)),
      ],
      annotations: [
        note(theme, slopeText, {
          xref: 'paper',
          yref: 'paper',
          x: 0.02,
          y: 0.99,
          xanchor: 'left',
          yanchor: 'top',
        }),
      ],
    }),
    summary: summaryOf(input),
    table: {
      columns: [`A, ${input.unitA}`, `B, ${input.unitB}`, 'voxels'],
      rows: hexbins.bins.map((bin) => [bin.x, bin.y, bin.count]),
    },
  }
}

function summaryOf({ hexbins, regression }: HexbinInput): string {
  const voxels = hexbins.bins.reduce((sum, bin) => sum + bin.count, 0)
  const fit = regression === null ? '' : ` Slope ${fixedText(regression.slope, 2)}.`
  return `B's values against A's in ${String(voxels)} voxels.${fit}`
}

/** The line on a wider one in the panel's colour, so that it shows on the brightest hexagons too. */
function regressionLines(
  extent: { x: [number, number]; y: [number, number] },
  regression: { slope: number; intercept: number },
  theme: ChartTheme,
): object[] {
  const casing = line(extent, regression, { color: `${theme.panel}b0`, width: theme.lineWidthPx + 3 })
  return [casing, line(extent, regression, { color: theme.text, width: theme.lineWidthPx })]
}

/** A straight line cut at the edges of the plot. */
function line(
  extent: { x: [number, number]; y: [number, number] },
  fit: { slope: number; intercept: number },
  style: object,
): object {
  const yAt = (x: number): number => fit.intercept + fit.slope * x
  const inside = (x: number): number => {
    const y = yAt(x)
    const kept = Math.min(extent.y[1], Math.max(extent.y[0], y))
    return kept === y || fit.slope === 0 ? x : (kept - fit.intercept) / fit.slope
  }
  const [x0, x1] = [inside(extent.x[0]), inside(extent.x[1])]
  return { type: 'line', x0, x1, y0: yAt(x0), y1: yAt(x1), line: style }
}
