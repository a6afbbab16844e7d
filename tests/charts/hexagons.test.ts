import { describe, expect, it } from 'vitest'
import { DARK_CHARTS } from '../../src/charts/chartTheme.ts'
import { hexExtent, hexagonTraces, rampColour } from '../../src/charts/hexagons.ts'

const hexbins = {
  bins: [
    { x: 0, y: 0, count: 1 },
    { x: 1, y: 0, count: 1 },
    { x: 0.5, y: 0.75, count: 100 },
  ],
  columnSpacing: 1,
  rowSpacing: 0.75,
}

describe('hexagonTraces', () => {
  const traces = hexagonTraces(hexbins, ['a', 'b', 'c'], DARK_CHARTS) as Record<string, unknown>[]

  it('has one trace a grey, the least count the first colour of the ramp and the largest the last', () => {
    expect(traces.map((trace) => trace['fillcolor'])).toEqual(['#34343a', '#ffffff', undefined])
  })

  it('draws six corners and a closing one for each bin, tiling without gaps', () => {
    const xs = traces[0]?.['x'] as (number | null)[]
    const ys = traces[0]?.['y'] as (number | null)[]
    expect(xs).toHaveLength(16)
    expect(xs.slice(0, 8)).toEqual([0, 0.5, 0.5, 0, -0.5, -0.5, 0, null])
    // The top of a hexagon is the level of the corners of the row above: 2/3 of a row up = one row up, 1/3 down.
    expect(ys[0]).toBeCloseTo(0.75 - 0.25, 12)
  })

  it('carries hover and clicks on a last trace whose points are the bins', () => {
    expect(traces.at(-1)).toMatchObject({ x: [0, 1, 0.5], y: [0, 0, 0.75], hovertext: ['a', 'b', 'c'] })
    expect(traces.slice(0, -1).every((trace) => trace['hoverinfo'] === 'skip')).toBe(true)
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
