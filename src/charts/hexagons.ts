import type { ChartTheme } from './chartTheme.ts'

/** Counts in hexagons with their points up: rows half a column apart. */
export interface HexBins {
  readonly bins: readonly { readonly x: number; readonly y: number; readonly count: number }[]
  /** Distance between neighbours in a row, in units of x. */
  readonly columnSpacing: number
  /** Distance between rows, in units of y. */
  readonly rowSpacing: number
}

const LEVELS = 20

/**
 * The hexagons as polygons, one trace for each grey of a ramp on log count, and last a trace of invisible points at
 * the centres that carries hover boxes and clicks (its point index is the bin's index).
 */
export function hexagonTraces(hexbins: HexBins, hoverText: readonly string[], theme: ChartTheme): object[] {
  const most = Math.log(hexbins.bins.reduce((a, bin) => Math.max(a, bin.count), 1) + 1)
  const levels: { x: (number | null)[]; y: (number | null)[] }[] = Array.from({ length: LEVELS }, () => ({
    x: [],
    y: [],
  }))
  for (const bin of hexbins.bins) {
    const share = (Math.log(bin.count + 1) - Math.LN2) / Math.max(1e-9, most - Math.LN2)
    addHexagon(levels[Math.min(LEVELS - 1, Math.floor(share * LEVELS))], bin, hexbins)
  }
  const polygons = levels.flatMap((level, index) =>
    level.x.length === 0 ? [] : [polygonTrace(level, rampColour(theme.density, index / (LEVELS - 1)))],
  )
  return [...polygons, centresTrace(hexbins, hoverText)]
}

/** The index of the trace of `hexagonTraces` whose points are the bins: the last. */
function centresTrace(hexbins: HexBins, hoverText: readonly string[]): object {
  return {
    type: 'scatter',
    mode: 'markers',
    x: hexbins.bins.map((bin) => bin.x),
    y: hexbins.bins.map((bin) => bin.y),
    marker: { size: 9, opacity: 0, symbol: 'hexagon' },
    hovertext: hoverText,
    hoverinfo: 'text',
  }
}

function polygonTrace(level: { x: (number | null)[]; y: (number | null)[] }, colour: string): object {
  return {
    type: 'scatter',
    mode: 'lines',
    ...level,
    fill: 'toself',
    fillcolor: colour,
    line: { width: 0.4, color: colour },
    hoverinfo: 'skip',
  }
}

const CORNERS = [
  [0, 2 / 3],
  [0.5, 1 / 3],
  [0.5, -1 / 3],
  [0, -2 / 3],
  [-0.5, -1 / 3],
  [-0.5, 1 / 3],
  [0, 2 / 3],
] as const

function addHexagon(
  level: { x: (number | null)[]; y: (number | null)[] } | undefined,
  centre: { x: number; y: number },
  spacing: HexBins,
): void {
  if (level === undefined) return
  for (const [across, up] of CORNERS) {
    level.x.push(centre.x + across * spacing.columnSpacing)
    level.y.push(centre.y + up * spacing.rowSpacing)
  }
  level.x.push(null)
  level.y.push(null)
}

/** The hexagons' outlines as one line with gaps, in units of the axes. */
export function hexagonOutlines(hexbins: HexBins): { x: (number | null)[]; y: (number | null)[] } {
  const outlines = { x: [], y: [] }
  for (const bin of hexbins.bins) addHexagon(outlines, bin, hexbins)
  return outlines
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
