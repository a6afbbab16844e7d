import { describe, expect, it } from 'vitest'
import { blandAltmanFigure } from '../../src/charts/blandAltmanFigure.ts'
import { DARK_CHARTS, LIGHT_CHARTS, projectorCharts } from '../../src/charts/chartTheme.ts'
import { correlationFigure } from '../../src/charts/correlationFigure.ts'
import { designMatrixFigure } from '../../src/charts/designMatrixFigure.ts'
import type { Figure } from '../../src/charts/figure.ts'
import { hexbinFigure } from '../../src/charts/hexbinFigure.ts'
import { histogramFigure } from '../../src/charts/histogramFigure.ts'
import { lineFigure } from '../../src/charts/lineFigure.ts'
import { overlapFigure } from '../../src/charts/overlapFigure.ts'
import { regressorsFigure } from '../../src/charts/regressorsFigure.ts'
import { stemFigure } from '../../src/charts/stemFigure.ts'

const EVIL = '<img src=x onerror=alert(1)> & %{x}'
const hexbins = { bins: [{ x: 0, y: 1, count: 3 }], columnSpacing: 1, rowSpacing: 1 }
const columns = [
  { name: EVIL, values: [0, 2, 4] },
  { name: 'constant', values: [1, 1, 1] },
]
const events = [
  { onsetSeconds: 0, durationSeconds: 2, condition: EVIL },
  { onsetSeconds: 2, durationSeconds: 0, condition: 'rest' },
]

const FIGURES: Readonly<Record<string, (theme: typeof DARK_CHARTS) => Figure>> = {
  designMatrix: (theme) =>
    designMatrixFigure({ columns, scaling: 'scaled', outlinedColumns: [0], scan: 1 }, theme),
  regressors: (theme) => regressorsFigure({ timesSeconds: [0, 2, 4], regressors: columns, events }, theme),
  hexbin: (theme) =>
    hexbinFigure(
      {
        hexbins,
        unitA: EVIL,
        unitB: '%',
        regression: { slope: 2, intercept: 0.5 },
      },
      theme,
    ),
  histogram: (theme) =>
    histogramFigure({ edges: [0, 1, 2], countsA: [3, 4], countsB: [1, 9], quantity: EVIL }, theme),
  blandAltman: (theme) =>
    blandAltmanFigure({ hexbins, meanDifference: 0.1, lowerLimit: -1, upperLimit: 1.2, unit: EVIL }, theme),
  overlap: (theme) =>
    overlapFigure(
      {
        thresholds: [0, 1, 2],
        curves: [{ name: EVIL, values: [1, 0.5, NaN] }],
        threshold: 0.5,
        statistic: EVIL,
      },
      theme,
    ),
  correlation: (theme) => correlationFigure({ names: [EVIL, 'rest'], correlations: [[1], [-0.9, 1]] }, theme),
  line: (theme) =>
    lineFigure(
      {
        x: [0, 2, 4],
        xTitle: 'time, s',
        yTitle: EVIL,
        series: [{ name: EVIL, role: 'A', y: [1, 2, 3], halfBand: [1, 1, 1] }],
        events,
        summary: 'Fit.',
        markedX: 2,
      },
      theme,
    ),
  stem: (theme) => stemFigure({ after: [0.1, 0], before: [0.4, 0.1], pipeline: 'A', halfBand: 0.18 }, theme),
}

describe.each(Object.entries(FIGURES))('%s figure', (_name, make) => {
  const figure = make(DARK_CHARTS)

  it('shows names from files as text', () => {
    const drawn = JSON.stringify([figure.data, figure.layout])
    expect(drawn).not.toContain('<img')
    // Templates of our own have fields; the name's must be parted.
    expect(drawn).not.toContain('amp; %{x}')
  })

  it('has a rectangular table and a summary', () => {
    expect(figure.table.rows.length).toBeGreaterThan(0)
    expect(figure.table.rows.every((row) => row.length === figure.table.columns.length)).toBe(true)
    expect(figure.summary).toMatch(/\.$/)
  })

  it('takes its colours from the theme and never uses WebGL', () => {
    const light = JSON.stringify(make(projectorCharts(LIGHT_CHARTS, 1.4)))
    expect(light).toContain(LIGHT_CHARTS.text2)
    expect(light).not.toContain(DARK_CHARTS.panel)
    expect(light).not.toMatch(/scattergl|heatmapgl/)
  })

  it('is plain data, the same each time', () => {
    expect(make(DARK_CHARTS)).toEqual(figure)
    expect(structuredClone(figure)).toEqual(figure)
  })
})

type Trace = Record<string, unknown>
const traces = (figure: Figure): Trace[] => figure.data as Trace[]

describe('designMatrixFigure', () => {
  it('scales columns one by one, and keeps the values for the hover box', () => {
    const [heat] = traces(designMatrixFigure({ columns, scaling: 'scaled' }, DARK_CHARTS))
    expect(heat?.['z']).toEqual([
      [0, 1],
      [0.5, 1],
      [1, 1],
    ])
    expect(heat?.['customdata']).toEqual([
      [0, 1],
      [2, 1],
      [4, 1],
    ])
  })

  it('as is: values on one scale', () => {
    const [heat] = traces(designMatrixFigure({ columns, scaling: 'as is' }, DARK_CHARTS))
    expect(heat?.['z']).toEqual(heat?.['customdata'])
    expect(heat).not.toHaveProperty('zmin')
  })
})

describe('correlationFigure', () => {
  it('leaves |r| < 0.05 and the upper triangle blank, and names the strongest pair', () => {
    const figure = correlationFigure(
      { names: ['a', 'b', 'c'], correlations: [[1], [0.049, 1], [-0.7, 0.05, 1]] },
      DARK_CHARTS,
    )
    expect(traces(figure)[0]?.['z']).toEqual([
      [null, null, null],
      [null, null, null],
      [-0.7, 0.05, null],
    ])
    expect(figure.summary).toBe('Strongest: c with a, r \u22120.70.')
  })
})

describe('overlapFigure', () => {
  it('reads Dice at the threshold in use between the computed ones, and breaks the line where it is undefined', () => {
    const figure = FIGURES['overlap']?.(DARK_CHARTS)
    expect(figure?.summary).toBe('Dice 0.75 at 0.5.')
    expect(figure && traces(figure)[0]?.['y']).toEqual([1, 0.5, null])
  })

  it('says so where the threshold in use has no voxel', () => {
    const input = {
      thresholds: [0, 1],
      curves: [{ name: 'm', values: [1, NaN] }],
      threshold: 0.5,
      statistic: '|t|',
    }
    expect(overlapFigure(input, DARK_CHARTS).summary).toBe('No voxel above the threshold in use.')
  })
})

describe('A solid, B dashed', () => {
  it('in the histogram', () => {
    const figure = FIGURES['histogram']?.(DARK_CHARTS)
    const lines = figure ? traces(figure).map((trace) => trace['line']) : []
    expect(lines).toMatchObject([
      { color: DARK_CHARTS.a, dash: 'solid' },
      { color: DARK_CHARTS.b, dash: '5px,4px' },
    ])
  })

  it('and every count lies between its edges', () => {
    const [a] = traces(
      histogramFigure({ edges: [0, 1, 2], countsA: [3, 4], countsB: [1, 9], quantity: 'q' }, DARK_CHARTS),
    )
    expect(a).toMatchObject({ x: [0, 0, 1, 2], y: [0, 3, 4, 0] })
  })
})

describe('hexbinFigure', () => {
  it('cuts the lines at the edges of the plot, on the line', () => {
    const layout = FIGURES['hexbin']?.(DARK_CHARTS).layout as {
      shapes: { x0: number; y0: number; x1: number; y1: number }[]
    }
    const regression = layout.shapes.at(-1)
    expect(regression).toBeDefined()
    for (const [x, y] of [
      [regression?.x0 ?? NaN, regression?.y0 ?? NaN],
      [regression?.x1 ?? NaN, regression?.y1 ?? NaN],
    ] as const) {
      expect(y).toBeCloseTo(0.5 + 2 * x, 10)
      expect(y).toBeGreaterThanOrEqual(1 / 3 - 1e-9)
      expect(y).toBeLessThanOrEqual(5 / 3 + 1e-9)
    }
  })
})
