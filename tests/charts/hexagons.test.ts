import { describe, expect, it } from 'vitest'
import { DARK_CHARTS } from '../../src/charts/chartTheme.ts'
import { centresTrace, hexExtent, hexagonShapes, rampColour } from '../../src/charts/hexagons.ts'

const hexbins = {
  bins: [
    { x: 0, y: 0, count: 1 },
    { x: 1, y: 0, count: 1 },
    { x: 0.5, y: 0.75, count: 100 },
  ],
  columnSpacing: 1,
  rowSpacing: 0.75,
}

describe('hexagonShapes', () => {
  const shapes = hexagonShapes(hexbins, DARK_CHARTS) as { path: string; fillcolor: string; layer: string }[]

  it('has one path a grey, the least count the first colour of the ramp and the largest the last', () => {
    expect(shapes.map(({ fillcolor }) => fillcolor)).toEqual(['#34343a', '#ffffff'])
    expect(shapes.every(({ layer }) => layer === 'between')).toBe(true)
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
    const [shape] = hexagonShapes(far, DARK_CHARTS) as { path: string }[]
    const numbers = (shape?.path ?? '').slice(1, -1).split(/[L,]/).map(Number)
    expect(numbers).toHaveLength(12)
    expect(numbers.every(Number.isFinite)).toBe(true)
    expect(numbers[0]).toBeCloseTo(3e9, -3)
    expect(numbers[1]).toBeCloseTo(-2e-9 + (2 / 3) * 1e-9, 15)
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
