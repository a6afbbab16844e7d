import { axis, baseLayout, note } from './baseLayout.ts'
import type { ChartTheme } from './chartTheme.ts'
import type { Figure } from './figure.ts'
import { fixedText, plotText } from './plotText.ts'

/** One setting's part of the difference. */
export interface WaterfallStep {
  readonly name: string
  readonly colour: string
  /** Of the whole difference; 1 is all of it. Null where the difference does not vary over voxels. */
  readonly share: number | null
  /** Least and greatest share over the orders of switching. */
  readonly range: readonly [number, number] | null
  /** Part of A - B at the crosshair; null outside the compared voxels. */
  readonly here: number | null
}

export interface WaterfallInput {
  /** In the order in which they are drawn. */
  readonly steps: readonly WaterfallStep[]
  /** The map's values at the crosshair and their unit. */
  readonly crosshair: { readonly a: number; readonly b: number; readonly unit: string } | null
  /** Only an estimate: bars at half strength. */
  readonly isPartial: boolean
}

/** A bar from `base` by `size`, along one of the two axes. */
interface Bar {
  readonly row: number
  readonly base: number
  readonly size: number
  readonly colour: string
  /** Whether it works against the whole: drawn as an outline. */
  readonly isAgainst: boolean
  readonly label: string
}

const REMAINDER = 'Remainder'

/** Each setting's share of A - B as a step towards the whole; beside it, the steps from B to A at the crosshair. */
export function waterfallFigure(input: WaterfallInput, theme: ChartTheme): Figure {
  const names = [...input.steps.map(({ name }) => name), REMAINDER]
  const shares = shareBars(input)
  const here = hereBars(input)
  const hasShares = shares.length > 0
  const split = here.length === 0 ? 1 : 0.54
  return {
    data: [
      ...(hasShares ? [trace(shares, '', input.isPartial, theme), ranges(input, shares, theme)] : []),
      ...(here.length > 0 ? [trace(here, '2', input.isPartial, theme)] : []),
    ],
    layout: baseLayout(theme, {
      bargap: 0.38,
      barmode: 'overlay',
      margin: { l: theme.axisSizePx, r: theme.axisSizePx * 4, t: theme.axisSizePx * 2, b: theme.axisSizePx },
      xaxis: axis(theme, { title: '% of the difference', more: { domain: [0, split - 0.06], nticks: 6 } }),
      xaxis2: axis(theme, {
        title: plotText(input.crosshair?.unit ?? ''),
        more: { domain: [Math.min(1, split + 0.06), 1], nticks: 5, anchor: 'y' },
      }),
      yaxis: axis(theme, {
        more: {
          tickmode: 'array',
          tickvals: names.map((_, row) => row),
          ticktext: names.map(plotText),
          tickfont: { size: theme.axisSizePx + 1, color: theme.text },
          range: [names.length - 0.4, -0.6],
          showgrid: false,
        },
      }),
      shapes: input.crosshair === null ? [] : ends(input.crosshair, theme),
      annotations: [
        ...shares.map((bar) => beside(bar, 'x', theme)),
        ...here.map((bar) => beside(bar, 'x2', theme)),
        ...headings(input, theme),
      ],
    }),
    summary: summaryOf(input),
    table: tableOf(input),
  }
}

function shareBars({ steps }: WaterfallInput): Bar[] {
  let base = 0
  const bars: Bar[] = []
  steps.forEach(({ share, colour }, row) => {
    if (share === null) return
    bars.push({
      row,
      base,
      size: 100 * share,
      colour,
      isAgainst: share < 0,
      label: `${percentText(100 * share)}\u00a0%`,
    })
    base += 100 * share
  })
  const rest = 100 - base
  return bars.length === 0
    ? bars
    : [
        ...bars,
        {
          row: steps.length,
          base,
          size: rest,
          colour: '',
          isAgainst: true,
          label: `${percentText(rest)}\u00a0%`,
        },
      ]
}

function hereBars({ steps, crosshair }: WaterfallInput): Bar[] {
  if (crosshair === null) return []
  let base = crosshair.b
  const digits = digitsFor(crosshair.a, crosshair.b, steps)
  const bars = steps.map(({ here, colour }, row) => {
    const size = here ?? 0
    const isAgainst = size * (crosshair.a - crosshair.b) < 0
    const bar = { row, base, size, colour, isAgainst, label: signed(size, digits) }
    base += size
    return bar
  })
  const rest = crosshair.a - base
  return [
    ...bars,
    { row: steps.length, base, size: rest, colour: '', isAgainst: true, label: signed(rest, digits) },
  ]
}

function trace(bars: readonly Bar[], suffix: '' | '2', isPartial: boolean, theme: ChartTheme): object {
  return {
    type: 'bar',
    orientation: 'h',
    ...(suffix === '2' ? { xaxis: 'x2' } : {}),
    y: bars.map(({ row }) => row),
    base: bars.map(({ base }) => base),
    x: bars.map(({ size }) => size),
    text: bars.map(({ label }) => label),
    textposition: 'none',
    hovertemplate: '%{text}<extra></extra>',
    opacity: isPartial ? 0.5 : 1,
    marker: {
      color: bars.map(({ isAgainst, colour }) => (isAgainst ? 'rgba(0,0,0,0)' : colour)),
      line: {
        width: bars.map(({ isAgainst }) => (isAgainst ? 1.5 : 1)),
        color: bars.map(({ isAgainst, colour }) => (isAgainst ? colour || theme.text3 : theme.lineStrong)),
      },
    },
  }
}

/** How much of it each share would be in the orders where it is least and greatest. */
function ranges({ steps }: WaterfallInput, bars: readonly Bar[], theme: ChartTheme): object {
  const x: (number | null)[] = []
  const y: (number | null)[] = []
  for (const { row, base } of bars) {
    const range = steps[row]?.range ?? null
    if (range === null) continue
    x.push(base + 100 * range[0], base + 100 * range[1], null)
    y.push(row + 0.42, row + 0.42, null)
  }
  return {
    type: 'scatter',
    mode: 'lines',
    x,
    y,
    line: { color: theme.text2, width: theme.lineWidthPx },
    hoverinfo: 'skip',
  }
}

/** The values of A and B at the crosshair. */
function ends({ a, b }: { a: number; b: number }, theme: ChartTheme): object[] {
  const line = (at: number, color: string, dash: string): object => ({
    type: 'line',
    xref: 'x2',
    yref: 'paper',
    x0: at,
    x1: at,
    y0: 0,
    y1: 1,
    line: { color, width: theme.lineWidthPx, dash },
  })
  return [line(b, theme.b, 'dash'), line(a, theme.a, 'solid')]
}

function beside({ row, base, size, label }: Bar, xref: 'x' | 'x2', theme: ChartTheme): object {
  return note(theme, label, {
    xref,
    x: Math.max(base, base + size),
    y: row,
    xanchor: 'left',
    xshift: 4,
    font: { size: theme.axisSizePx, color: theme.text },
  })
}

function headings({ crosshair, steps }: WaterfallInput, theme: ChartTheme): object[] {
  const at = (text: string, x: number): object =>
    note(theme, text, { xref: 'paper', yref: 'paper', x, y: 1, xanchor: 'left', yanchor: 'bottom' })
  const left = steps.some(({ share }) => share !== null)
    ? [at('whole brain, with the range over orders', 0)]
    : []
  if (crosshair === null) return left
  const digits = digitsFor(crosshair.a, crosshair.b, steps)
  const end = (letter: string, colour: string, value: number): string =>
    `<span style="color:${colour}">${letter} ${fixedText(value, digits)}</span>`
  const text = `crosshair: ${end('B', theme.b, crosshair.b)} to ${end('A', theme.a, crosshair.a)}`
  return [...left, at(text, 0.6)]
}

function digitsFor(a: number, b: number, steps: readonly WaterfallStep[]): number {
  const largest = Math.max(Math.abs(a), Math.abs(b), ...steps.map(({ here }) => Math.abs(here ?? 0)))
  return largest >= 100 ? 0 : largest >= 10 ? 1 : largest >= 0.1 ? 2 : 4
}

function signed(value: number, digits: number): string {
  const text = fixedText(value, digits)
  return Number(Math.abs(value).toFixed(digits)) !== 0 && value > 0 ? `+${text}` : text
}

function percentText(percent: number): string {
  return fixedText(percent, Math.abs(percent) < 9.95 ? 1 : 0)
}

function summaryOf({ steps }: WaterfallInput): string {
  const parts = steps.flatMap(({ name, share }) =>
    share === null ? [] : [`${name} ${percentText(100 * share)} %`],
  )
  return parts.length === 0 ? 'Nothing to share out.' : `Shares of A − B: ${parts.join(', ')}.`
}

function tableOf({ steps, crosshair }: WaterfallInput): Figure['table'] {
  const unit = crosshair === null || crosshair.unit === '' ? '' : `, ${crosshair.unit}`
  return {
    columns: ['setting', 'share, %', 'least, %', 'greatest, %', `at the crosshair${unit}`],
    rows: steps.map(({ name, share, range, here }) => [
      name,
      share === null ? null : 100 * share,
      range === null ? null : 100 * range[0],
      range === null ? null : 100 * range[1],
      here,
    ]),
  }
}
