import { describe, expect, it } from 'vitest'
import { DARK_CHARTS } from '../../src/charts/chartTheme.ts'
import { savedLayout, screenLayout } from '../../src/charts/drawnLayout.ts'
import { hexbinFigure } from '../../src/charts/hexbinFigure.ts'
import { withMarkedHexagons, withRing } from '../../src/charts/markedFigure.ts'

const bins = { bins: [{ x: 1, y: 2, count: 3 }], columnSpacing: 1, rowSpacing: 1 }
const plain = hexbinFigure({ hexbins: bins, unitA: '%', unitB: '%', regression: null }, DARK_CHARTS)
const figure = withRing(withMarkedHexagons(plain, bins, DARK_CHARTS), { x: 1, y: 2 }, DARK_CHARTS)

interface Layout {
  readonly shapes: readonly { readonly type: string }[]
  readonly images?: readonly { readonly source: string }[]
  readonly xaxis: { readonly automargin: boolean }
  readonly yaxis: { readonly automargin: boolean }
}

describe('a figure of hexagons', () => {
  it('has them as pictures on the screen, the marked ones over the others', () => {
    const { images, shapes } = screenLayout(figure) as Layout
    const isMarked = images?.map(({ source }) => source.includes(encodeURIComponent(DARK_CHARTS.brush)))
    expect(isMarked).toEqual([false, true])
    expect(shapes.map(({ type }) => type)).toEqual(['line', 'circle'])
  })

  it('has them as shapes in a file, under the lines', () => {
    const { images, shapes } = savedLayout(figure) as Layout
    expect(images).toBeUndefined()
    expect(shapes.map(({ type }) => type)).toEqual(['path', 'path', 'line', 'circle'])
  })

  it('has axes that find room for their numbers in a file, whose margins are small', () => {
    const { xaxis, yaxis } = savedLayout(figure) as Layout
    expect([xaxis.automargin, yaxis.automargin]).toEqual([true, true])
    expect((screenLayout(figure) as Layout).xaxis.automargin).toBe(false)
  })

  it('is not written into', () => {
    expect(screenLayout(figure)).not.toBe(figure.layout)
    expect((savedLayout(figure) as Layout).xaxis).not.toBe((figure.layout as Layout).xaxis)
  })
})
