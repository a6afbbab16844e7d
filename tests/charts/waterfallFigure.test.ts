import { describe, expect, it } from 'vitest'
import { DARK_CHARTS } from '../../src/charts/chartTheme.ts'
import { waterfallFigure, type WaterfallInput } from '../../src/charts/waterfallFigure.ts'

const input: WaterfallInput = {
  steps: [
    { name: 'HRF', colour: '#f2e431', share: 1.2, range: [1, 1.4], here: -3 },
    { name: '<b>Noise</b>', colour: '#ed603d', share: -0.2, range: [-0.4, 0], here: 1 },
  ],
  crosshair: { a: 4, b: 6, unit: '% of voxel mean' },
  isPartial: false,
}

interface Bars {
  readonly base: readonly number[]
  readonly x: readonly number[]
  readonly opacity: number
  readonly marker: { readonly color: readonly string[] }
}

const bars = (figure: ReturnType<typeof waterfallFigure>, index: number): Bars =>
  figure.data.filter((trace) => (trace as { type: string }).type === 'bar')[index] as Bars

const outlined = 'rgba(0,0,0,0)'

describe('waterfallFigure', () => {
  it('starts each share where the one before ended and ends at 100 % with nothing over', () => {
    const { base, x } = bars(waterfallFigure(input, DARK_CHARTS), 0)
    expect(base).toEqual([0, 120, expect.closeTo(100, 9)])
    expect(x).toEqual([120, -20, expect.closeTo(0, 9)])
  })

  it('goes from B to A at the crosshair', () => {
    const { base, x } = bars(waterfallFigure(input, DARK_CHARTS), 1)
    expect(base[0]).toBe(6)
    expect((base.at(-1) ?? 0) + (x.at(-1) ?? 0)).toBe(4)
  })

  it('outlines what works against the difference, on either side', () => {
    const figure = waterfallFigure(input, DARK_CHARTS)
    expect(bars(figure, 0).marker.color).toEqual(['#f2e431', outlined, outlined])
    // A is smaller than B here: what makes it smaller still works with the difference.
    expect(bars(figure, 1).marker.color).toEqual(['#f2e431', outlined, outlined])
  })

  it('shows an estimate at half strength', () => {
    expect(bars(waterfallFigure({ ...input, isPartial: true }, DARK_CHARTS), 0).opacity).toBe(0.5)
  })

  it('has all numbers in its table, and names as text', () => {
    const { table, layout } = waterfallFigure(input, DARK_CHARTS)
    expect(table.rows).toEqual([
      ['HRF', 120, 100, 140, -3],
      ['<b>Noise</b>', -20, -40, 0, 1],
    ])
    expect(JSON.stringify(layout)).not.toContain('<b>Noise')
  })

  it('leaves out what there is not: no crosshair, no shares', () => {
    const withoutVoxel = { ...input, crosshair: null }
    expect(bars(waterfallFigure(withoutVoxel, DARK_CHARTS), 1)).toBeUndefined()
    const steps = input.steps.map((step) => ({ ...step, share: null, range: null }))
    const { base } = bars(waterfallFigure({ ...input, steps }, DARK_CHARTS), 0)
    expect(base[0]).toBe(6)
  })
})
