import { describe, expect, it } from 'vitest'
import { DARK_CHARTS } from '../../src/charts/chartTheme.ts'
import { hexagonImage, hexagonShapes } from '../../src/charts/hexagonDrawings.ts'
import {
  centresTrace,
  hexExtent,
  markedHexagons,
  rampColour,
  shadedHexagons,
} from '../../src/charts/hexagons.ts'

const hexbins = {
  bins: [
    { x: 0, y: 0, count: 1 },
    { x: 1, y: 0, count: 1 },
    { x: 0.5, y: 0.75, count: 100 },
  ],
  columnSpacing: 1,
  rowSpacing: 0.75,
}

const shaded = shadedHexagons(hexbins, DARK_CHARTS)

describe('shadedHexagons', () => {
  it('have one look a grey, the least count the first colour of the ramp and the largest the last', () => {
    expect(shaded.looks.map(({ fill, centres }) => [fill, centres.length])).toEqual([
      ['#34343a', 2],
      ['#ffffff', 1],
    ])
  })
})

describe('hexagonShapes', () => {
  const shapes = hexagonShapes(shaded) as { path: string; fillcolor: string; layer: string }[]

  it('are one path a look, between the grid and the traces', () => {
    expect(shapes.map(({ fillcolor, layer }) => [fillcolor, layer])).toEqual([
      ['#34343a', 'between'],
      ['#ffffff', 'between'],
    ])
  })

  it('draws six corners for each bin, tiling without gaps', () => {
    const hexagons = (shapes[0]?.path ?? '').split('Z').slice(0, -1)
    const corners = hexagons.map((hexagon) =>
      hexagon
        .slice(1)
        .split('L')
        .map((corner) => corner.split(',').map(Number)),
    )
    expect(corners.map(({ length }) => length)).toEqual([6, 6])
    expect(corners[0]?.map(([x]) => x)).toEqual([0, 0.5, 0.5, 0, -0.5, -0.5])
    // The top of a hexagon is the level of the corners of the row above: 2/3 of a row up = one row up, 1/3 down.
    expect(corners[0]?.[0]?.[1]).toBeCloseTo(0.75 - 0.25, 12)
    // Neighbours share an edge.
    expect(corners[1]?.map(([x]) => x)).toContain(0.5)
  })

  it('writes places of any size as numbers that can be read again', () => {
    const far = { ...hexbins, bins: [{ x: 3e9, y: -2e-9, count: 1 }], rowSpacing: 1e-9 }
    const [shape] = hexagonShapes(shadedHexagons(far, DARK_CHARTS)) as { path: string }[]
    const numbers = (shape?.path ?? '').slice(1, -1).split(/[L,]/).map(Number)
    expect(numbers).toHaveLength(12)
    expect(numbers.every(Number.isFinite)).toBe(true)
    expect(numbers[0]).toBeCloseTo(3e9, -3)
    expect(numbers[1]).toBeCloseTo(-2e-9 + (2 / 3) * 1e-9, 15)
  })
})

/** Corners of the hexagons of a picture, in units of the axes. */
function cornersIn(image: object): readonly (readonly (readonly [number, number])[])[] {
  const place = image as { source: string; x: number; y: number; sizex: number; sizey: number }
  const svg = decodeURIComponent(place.source.replace('data:image/svg+xml,', ''))
  const [, wide = 1, high = 1] = (/viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []).map(Number)
  const at = (x: number, y: number): [number, number] => [
    place.x + (x / wide) * place.sizex,
    place.y - (y / high) * place.sizey,
  ]
  return [...svg.matchAll(/M(-?\d+) (-?\d+)l30 20v40l-30 20-30-20v-40z/g)].map(([, x, y]) => {
    const [left, top] = [Number(x), Number(y)]
    const steps = [
      [0, 0],
      [30, 20],
      [30, 60],
      [0, 80],
      [-30, 60],
      [-30, 20],
    ] as const
    return steps.map(([right, down]) => at(left + right, top + down))
  })
}

/** Corners of the hexagons of paths in units of the axes. */
function cornersOf(shapes: readonly object[]): readonly (readonly (readonly number[])[])[] {
  const hexagons = (shapes as { path: string }[]).flatMap(({ path }) => path.split('Z').slice(0, -1))
  return hexagons.map((hexagon) =>
    hexagon
      .slice(1)
      .split('L')
      .map((corner) => corner.split(',').map(Number)),
  )
}

describe('hexagonImage', () => {
  it('has its hexagons where the shapes of a saved file have them, at any scale', () => {
    const scaled = (x: number, y: number): typeof hexbins => ({
      bins: hexbins.bins.map((bin) => ({ ...bin, x: 7 * x + bin.x * x, y: bin.y * y - y })),
      columnSpacing: x,
      rowSpacing: 0.75 * y,
    })
    for (const bins of [hexbins, scaled(1e-7, 1e5), scaled(300, 0.02)]) {
      const hexagons = shadedHexagons(bins, DARK_CHARTS)
      const expected = cornersOf(hexagonShapes(hexagons))
      const found = cornersIn(hexagonImage(hexagons))
      expect(found.length).toBe(3)
      // Shapes are written in seven digits: a millionth of the distance from zero is their rounding.
      const near = (value: number, other: number, spacing: number): boolean =>
        Math.abs(value - other) < 1e-5 * spacing
      found.forEach((corners, i) =>
        corners.forEach(([x, y], j) => {
          const [otherX = NaN, otherY = NaN] = expected[i]?.[j] ?? []
          expect(near(x, otherX, bins.columnSpacing)).toBe(true)
          expect(near(y, otherY, bins.rowSpacing)).toBe(true)
        }),
      )
    }
  })

  it('is placed under lines and over the grid, in its looks', () => {
    const image = hexagonImage(markedHexagons(hexbins, DARK_CHARTS))
    expect(image).toMatchObject({
      layer: 'above',
      sizing: 'stretch',
      x: -0.5,
      y: 1.25,
      sizex: 2,
      sizey: 1.75,
    })
    const source = decodeURIComponent((image as { source: string }).source)
    expect(source).toContain(`fill="${DARK_CHARTS.brush}b0" stroke="${DARK_CHARTS.brush}" stroke-width="0.8"`)
  })
})

describe('centresTrace', () => {
  it('carries hover and clicks on points that are the bins, and draws nothing', () => {
    const trace = centresTrace(hexbins, ['a', 'b', 'c'])
    expect(trace).toMatchObject({ mode: 'none', x: [0, 1, 0.5], y: [0, 0, 0.75], hovertext: ['a', 'b', 'c'] })
  })
})

describe('hexExtent', () => {
  it('includes corners', () => {
    expect(hexExtent(hexbins)).toEqual({ x: [-0.5, 1.5], y: [-0.5, 1.25] })
    expect(hexExtent({ ...hexbins, bins: [] })).toEqual({ x: [0, 1], y: [0, 1] })
  })
})

describe('rampColour', () => {
  it('interpolates between stops', () => {
    expect(rampColour(['#000000', '#ffffff'], 0.5)).toBe('#808080')
    expect(rampColour(['#000000', '#102030'], 9)).toBe('#102030')
  })
})
