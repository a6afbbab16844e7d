import type { ChartTheme } from './chartTheme.ts'

/** Counts in hexagons with their points up: rows half a column apart. */
export interface HexBins {
  readonly bins: readonly { readonly x: number; readonly y: number; readonly count: number }[]
  /** Distance between neighbours in a row, in units of x. */
  readonly columnSpacing: number
  /** Distance between rows, in units of y. */
  readonly rowSpacing: number
}

/** Hexagons drawn over each other, those of one look together. */
export interface Hexagons {
  readonly hexbins: HexBins
  readonly looks: readonly HexagonLook[]
}

export interface HexagonLook {
  readonly fill: string
  readonly line: string
  readonly lineWidthPx: number
  readonly centres: readonly Centre[]
}

interface Centre {
  readonly x: number
  readonly y: number
}

const LEVELS = 20

/** Hexagons in greys of a ramp on log count. */
export function shadedHexagons(hexbins: HexBins, theme: ChartTheme): Hexagons {
  const most = Math.log(hexbins.bins.reduce((a, bin) => Math.max(a, bin.count), 1) + 1)
  const levels: Centre[][] = Array.from({ length: LEVELS }, () => [])
  for (const bin of hexbins.bins) {
    const share = (Math.log(bin.count + 1) - Math.LN2) / Math.max(1e-9, most - Math.LN2)
    levels[Math.min(LEVELS - 1, Math.floor(share * LEVELS))]?.push(bin)
  }
  const looks = levels.map((centres, index) => {
    const colour = rampColour(theme.density, index / (LEVELS - 1))
    return { fill: colour, line: colour, lineWidthPx: 0.4, centres }
  })
  return { hexbins, looks: looks.filter(({ centres }) => centres.length > 0) }
}

/** Hexagons that are marked. */
export function markedHexagons(hexbins: HexBins, theme: ChartTheme): Hexagons {
  const { brush } = theme
  const look = { fill: `${brush}b0`, line: brush, lineWidthPx: 0.8, centres: hexbins.bins }
  return { hexbins, looks: [look] }
}

/**
 * An undrawn trace of the hexagons' centres that carries hover boxes and clicks: its point index is the bin's index. (Invisible markers
 * would be an element of the page each.)
 */
export function centresTrace(hexbins: HexBins, hoverText: readonly string[]): object {
  return {
    type: 'scatter',
    mode: 'none',
    x: hexbins.bins.map((bin) => bin.x),
    y: hexbins.bins.map((bin) => bin.y),
    hovertext: hoverText,
    hoverinfo: 'text',
  }
}

/** The colour at a fraction 0 to 1 of a ramp of `#rrggbb` stops. */
export function rampColour(stops: readonly string[], fraction: number): string {
  const position = Math.min(1, Math.max(0, fraction)) * (stops.length - 1)
  const index = Math.min(Math.max(0, stops.length - 2), Math.floor(position))
  const channel = (stop: string | undefined, at: number): number =>
    Number.parseInt((stop ?? '#000000').slice(at, at + 2), 16)
  const mixed = [1, 3, 5].map((at) => {
    const low = channel(stops[index], at)
    return Math.round(low + (channel(stops[index + 1] ?? stops[index], at) - low) * (position - index))
  })
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

/** Least and largest x and y of the hexagons with their corners. */
export function hexExtent(hexbins: HexBins): { x: [number, number]; y: [number, number] } {
  const x: [number, number] = [Infinity, -Infinity]
  const y: [number, number] = [Infinity, -Infinity]
  for (const bin of hexbins.bins) {
    x[0] = Math.min(x[0], bin.x - hexbins.columnSpacing / 2)
    x[1] = Math.max(x[1], bin.x + hexbins.columnSpacing / 2)
    y[0] = Math.min(y[0], bin.y - (2 / 3) * hexbins.rowSpacing)
    y[1] = Math.max(y[1], bin.y + (2 / 3) * hexbins.rowSpacing)
  }
  return hexbins.bins.length === 0 ? { x: [0, 1], y: [0, 1] } : { x, y }
}
