/** The kinds of map the viewers can colour; each has one colour map. */
export type MapColours = 'diverging' | 'difference' | 'sequential'

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number]

/**
 * Colour stops from zero outwards. Dark centres, so that zero vanishes into the anatomy; the ends keep their hue
 * (a white end made both signs look alike under tritanopia).
 */
const STOPS = {
  effectPositive: ['#3a0a1c', '#8e1b45', '#dd3f5e', '#ff9471', '#ffd27a'],
  effectNegative: ['#160c38', '#43299c', '#7c58ee', '#a48bff', '#cdbcff'],
  largerA: ['#062231', '#0d5f8c', '#3fa5e6', '#7cc8ff', '#b4e1ff'],
  largerB: ['#2e1a02', '#8a4f06', '#e08a1e', '#ffb454', '#ffd08a'],
} as const

/** Reads `#rrggbb` as red, green and blue. */
export function rgbOfHex(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/** The stops of a colour map's positive or negative side, from zero outwards, as `#rrggbb`. */
export function colourStops(colours: MapColours, side: 'positive' | 'negative'): readonly string[] {
  if (colours === 'difference') return side === 'positive' ? STOPS.largerA : STOPS.largerB
  return side === 'positive' ? STOPS.effectPositive : STOPS.effectNegative
}

function interpolate(stops: readonly string[], fraction: number): Rgb {
  const position = Math.min(1, Math.max(0, fraction)) * (stops.length - 1)
  const index = Math.min(stops.length - 2, Math.floor(position))
  const weight = position - index
  const low = rgbOfHex(stops[index] ?? '#000000')
  const high = rgbOfHex(stops[index + 1] ?? '#000000')
  const mix = (a: number, b: number): number => Math.round(a + (b - a) * weight)
  return [mix(low[0], high[0]), mix(low[1], high[1]), mix(low[2], high[2])]
}

/** Steps on each side of zero; a value's colour is that of the nearest step. */
const STEPS = 512

/** The colour of `value` on a scale from -range to +range (from 0 for 'sequential'); values beyond take the end. */
export function colourOfValue(colours: MapColours, value: number, range: number): Rgb {
  const step = Math.round((Math.max(-range, Math.min(range, value)) / range) * STEPS)
  return colourOfStep(colours, step)
}

function colourOfStep(colours: MapColours, step: number): Rgb {
  const side = step >= 0 || colours === 'sequential' ? 'positive' : 'negative'
  const fraction = colours === 'sequential' ? Math.max(0, step) / STEPS : Math.abs(step) / STEPS
  return interpolate(colourStops(colours, side), fraction)
}

/** A colour map as a table: entry `steps + s` is the colour of `value = range * s / steps`, three bytes each. */
export interface ColourTable {
  readonly steps: number
  readonly bytes: Uint8Array
}

/** The table of a colour map, equal to `colourOfValue` at every step. */
export function colourTable(colours: MapColours): ColourTable {
  const bytes = new Uint8Array((2 * STEPS + 1) * 3)
  for (let step = -STEPS; step <= STEPS; step++) bytes.set(colourOfStep(colours, step), (step + STEPS) * 3)
  return { steps: STEPS, bytes }
}
