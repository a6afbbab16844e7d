import { hexExtent, type HexagonLook, type Hexagons } from './hexagons.ts'

/** Parts of a column, and of a row, in the picture's own units: all corners are whole numbers. */
const UNITS = 60

/** From the top of a hexagon around it, in the picture's units. */
const AROUND = 'l30 20v40l-30 20-30-20v-40z'

/**
 * The hexagons as one picture above the grid, for the screen: as shapes, every number of which plotly reads again twice, they took a third
 * of a drawing's time.
 */
export function hexagonImage(hexagons: Hexagons): object {
  const { x, y } = hexExtent(hexagons.hexbins)
  const place = { xref: 'x', yref: 'y', x: x[0], y: y[1], sizex: x[1] - x[0], sizey: y[1] - y[0] }
  const source = `data:image/svg+xml,${encodeURIComponent(hexagonSvg(hexagons))}`
  return { source, ...place, xanchor: 'left', yanchor: 'top', sizing: 'stretch', layer: 'above' }
}

function hexagonSvg({ hexbins, looks }: Hexagons): string {
  const extent = hexExtent(hexbins)
  const across = (x: number): number => Math.round(((x - extent.x[0]) / hexbins.columnSpacing) * UNITS)
  const down = (y: number): number => Math.round(((extent.y[1] - y) / hexbins.rowSpacing) * UNITS)
  const paths = looks.map(({ fill, line, lineWidthPx, centres }) => {
    const hexagons = centres.map(({ x, y }) => `M${across(x)} ${down(y) - (2 / 3) * UNITS}${AROUND}`)
    const style = `fill="${fill}" stroke="${line}" stroke-width="${lineWidthPx}" vector-effect="non-scaling-stroke"`
    return `<path ${style} d="${hexagons.join('')}"/>`
  })
  const box = `0 0 ${across(extent.x[1])} ${down(extent.y[0])}`
  const head = `<svg xmlns="http://www.w3.org/2000/svg" preserveAspectRatio="none" viewBox="${box}">`
  return `${head}${paths.join('')}</svg>`
}

/** The hexagons as filled paths between the grid and the traces, for files: programs that edit figures do not open pictures in them. */
export function hexagonShapes({ hexbins, looks }: Hexagons): object[] {
  return looks.map(({ fill, line, lineWidthPx, centres }: HexagonLook) => {
    const path = centres.map((centre) => hexagonPath(centre, hexbins)).join('')
    const style = { fillcolor: fill, line: { width: lineWidthPx, color: line } }
    return { type: 'path', path, layer: 'between', ...style }
  })
}

const CORNERS = [
  [0, 2 / 3],
  [0.5, 1 / 3],
  [0.5, -1 / 3],
  [0, -2 / 3],
  [-0.5, -1 / 3],
  [-0.5, 1 / 3],
] as const

type Spacing = Hexagons['hexbins']

/** One hexagon in units of the axes, as a path of seven digits. */
function hexagonPath(centre: { readonly x: number; readonly y: number }, spacing: Spacing): string {
  const corners = CORNERS.map(([across, up]) => {
    const x = centre.x + across * spacing.columnSpacing
    const y = centre.y + up * spacing.rowSpacing
    return `${x.toPrecision(7)},${y.toPrecision(7)}`
  })
  return `M${corners.join('L')}Z`
}
