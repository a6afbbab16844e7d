import { baseLayout, note, quickAxis, quickMargin } from './baseLayout.ts'
import type { ChartTheme } from './chartTheme.ts'
import type { Figure } from './figure.ts'
import { centresTrace, hexExtent, shadedHexagons } from './hexagons.ts'
import type { HexBins } from './hexagons.ts'
import { fixedText, plotText } from './plotText.ts'

export interface BlandAltmanInput {
  /** Voxels counted by (A + B) / 2 (x) and A - B (y). */
  readonly hexbins: HexBins
  /** Mean of A - B over voxels and mean +- 1.96 standard deviations. */
  readonly meanDifference: number
  readonly lowerLimit: number
  readonly upperLimit: number
  readonly unit: string
}

/** Bland and Altman's plot: A - B against their mean, with the mean difference and the limits of agreement. */
export function blandAltmanFigure(input: BlandAltmanInput, theme: ChartTheme): Figure {
  const { hexbins, meanDifference, lowerLimit, upperLimit } = input
  const extent = hexExtent(hexbins)
  const low = Math.min(extent.y[0], lowerLimit)
  const high = Math.max(extent.y[1], upperLimit)
  const room = 0.05 * (high - low)
  const digits = digitsFor(high - low)
  const hover = hexbins.bins.map(
    (bin) =>
      `mean ${fixedText(bin.x, digits)}, A \u2212 B ${fixedText(bin.y, digits)}<br>${String(bin.count)} voxels`,
  )
  const lines = agreementLines(input, digits)
  return {
    data: [centresTrace(hexbins, hover)],
    hexagons: [shadedHexagons(hexbins, theme)],
    layout: baseLayout(theme, {
      margin: quickMargin(theme),
      xaxis: quickAxis(theme, {
        title: plotText(`(A + B) / 2, ${input.unit}`),
        more: { range: extent.x, nticks: 7 },
      }),
      yaxis: quickAxis(theme, {
        title: plotText(`A \u2212 B, ${input.unit}`),
        more: { range: [low - room, high + room], nticks: 7 },
      }),
      shapes: [
        ...lines.map(({ y, dash }) => ({
          ...{ type: 'line', xref: 'paper', x0: 0, x1: 1, y0: y, y1: y },
          line: { color: theme.text, width: 1, dash },
        })),
      ],
      annotations: lines.map(({ y, text, yanchor }) =>
        note(theme, text, {
          xref: 'paper',
          x: 1,
          xanchor: 'right',
          y,
          yanchor,
          bgcolor: translucent(theme.panel),
          borderpad: 1,
        }),
      ),
    }),
    summary: `Mean of A minus B ${fixedText(meanDifference, digits)}, limits of agreement ${fixedText(lowerLimit, digits)} to ${fixedText(upperLimit, digits)} ${input.unit}.`,
    table: {
      columns: [`(A + B) / 2, ${input.unit}`, `A \u2212 B, ${input.unit}`, 'voxels'],
      rows: hexbins.bins.map((bin) => [bin.x, bin.y, bin.count]),
    },
  }
}

interface AgreementLine {
  readonly y: number
  readonly text: string
  readonly dash: string
  readonly yanchor: 'top' | 'bottom'
}

/** The limits (dashed) and the mean (solid), each with its label on the side away from zero. */
function agreementLines(input: BlandAltmanInput, digits: number): AgreementLine[] {
  const { meanDifference, lowerLimit, upperLimit } = input
  const dash = '5px,4px'
  return [
    { y: upperLimit, text: `+1.96 s.d. ${fixedText(upperLimit, digits)}`, dash, yanchor: 'bottom' },
    {
      y: meanDifference,
      text: `mean ${fixedText(meanDifference, digits)}`,
      dash: 'solid',
      yanchor: 'bottom',
    },
    { y: lowerLimit, text: `\u22121.96 s.d. ${fixedText(lowerLimit, digits)}`, dash, yanchor: 'top' },
  ]
}

/** Digits after the point that show about three figures of a span. */
function digitsFor(span: number): number {
  return span > 0 ? Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(span)))) : 2
}

function translucent(hex: string): string {
  return `${hex}cc`
}
