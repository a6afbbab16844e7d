import type { LineSeries } from '../../charts/lineFigure.ts'
import type { Pane, Units } from '../../state/appState.ts'
import type { VoxelPane, VoxelSide } from '../../state/voxelView.ts'

/** A pane that has a fit, with its letter. */
export interface FittedSide {
  readonly pane: Pane
  readonly letter: 'A' | 'B'
  readonly view: VoxelPane
}

/** The sides that have a fit. */
export function fittedSides(a: VoxelSide, b: VoxelSide): readonly FittedSide[] {
  return [
    ...(a.ok ? [{ pane: 'a', letter: 'A', view: a.pane } as const] : []),
    ...(b.ok ? [{ pane: 'b', letter: 'B', view: b.pane } as const] : []),
  ]
}

/** How a side's signal becomes what is drawn. */
export interface Drawn {
  readonly unit: string
  readonly value: (signal: number) => number
  /** For differences of signal: half-widths, residuals, contributions. */
  readonly change: (signal: number) => number
}

/** Own units as they are; percent of voxel mean as the change from the series' mean. */
export function drawnIn(units: Units, { fit, unit, commonFactor, voxelCount }: VoxelPane): Drawn {
  const same = (value: number): number => value
  if (units === 'as-estimated') return { unit, value: same, change: same }
  const mean = fit.series.reduce((sum, value) => sum + value, 0) / fit.series.length
  return {
    unit: voxelCount > 1 ? '% of mean signal' : '% of voxel mean',
    value: (signal) => (signal - mean) * commonFactor,
    change: (signal) => signal * commonFactor,
  }
}

/** Whether two sides can be drawn on one axis. */
export function shareAxis(sides: readonly FittedSide[], units: Units): boolean {
  const [first, second] = sides
  if (first === undefined || second === undefined || units === 'percent-of-voxel-mean') return true
  return first.view.unit === second.view.unit
}

/** Data and fits for one plot; sides that modelled the same data show it once. */
export function timeCourse(sides: readonly FittedSide[], units: Units): LineSeries[] {
  const drawn = sides.map(({ view, letter }) => {
    const { value, change } = drawnIn(units, view)
    return {
      letter,
      data: view.fit.series.map(value),
      fitted: view.fit.fitted.map(value),
      halfBand: view.fit.fittedStandardErrors.map((error) => change(view.quantile * error)),
    }
  })
  const [first, second] = drawn
  const isSame =
    first !== undefined && second !== undefined && first.data.every((y, i) => near(y, second.data[i] ?? NaN))
  const data = (isSame ? [first] : drawn).map(({ letter, data: y }): LineSeries => ({
    name: isSame || drawn.length === 1 ? 'data' : `data ${letter}`,
    role: 'data',
    y,
  }))
  return [
    ...data,
    ...drawn.map(({ letter, fitted, halfBand }): LineSeries => ({
      name: `fit ${letter}`,
      role: letter,
      y: fitted,
      halfBand,
    })),
  ]
}

/** Equal but for rounding of the stored series. */
function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-4 * Math.max(1, Math.abs(a))
}
