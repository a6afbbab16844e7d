import { useMemo, type ReactNode } from 'react'
import { lineFigure } from '../../charts/lineFigure.ts'
import { expressionForDisplay, fixed, unbroken } from '../format.ts'
import { PlotCell } from '../plots/PlotCell.tsx'
import { useChartTheme } from '../plots/useChartTheme.ts'
import { useApp } from '../store.ts'
import { useLaterVoxelSides, useVoxelSides } from './useVoxelSides.ts'
import { drawnIn, shareAxis, timeCourse, type FittedSide } from './voxelSeries.ts'

/** The series at the crosshair with both fits and their confidence bands: one plot, or one each where the units differ. */
export function TimeCourseCells({ title }: { readonly title: string }): ReactNode {
  const { fitted } = useVoxelSides()
  const units = useApp((state) => state.view.units)
  if (fitted.length === 2 && !shareAxis(fitted, units)) {
    return fitted.map((side) => (
      <TimeCourse key={side.pane} title={`${title}, ${side.letter}`} sides={[side]} />
    ))
  }
  return <TimeCourse title={title} sides={fitted} />
}

interface TimeCourseProps {
  readonly title: string
  readonly sides: readonly FittedSide[]
}

function TimeCourse({ title, sides }: TimeCourseProps): ReactNode {
  const units = useApp((state) => state.view.units)
  const events = useApp((state, selectors) => selectors.eventBlocks(state))
  const theme = useChartTheme()
  const first = sides[0]?.view
  const unit = first === undefined ? '' : drawnIn(units, first).unit
  const figure = useMemo(() => {
    if (first === undefined) return null
    const words = sides.map(({ letter, view }) => `R² of ${letter} ${fixed(view.fit.rSquared, 2)}`)
    return lineFigure(
      {
        x: first.timesSeconds,
        xTitle: 'time, s',
        yTitle: unit,
        series: timeCourse(sides, units),
        events,
        summary: `Time course with the fits of ${sides.map(({ letter }) => letter).join(' and ')} and their 95 % confidence bands. ${words.join(', ')}.`,
      },
      theme,
    )
  }, [first, sides, unit, units, events, theme])
  return (
    <PlotCell
      title={title}
      note={unbroken(`${unit} · band: 95 %`)}
      figure={figure}
      missing=""
      fileName="time-course"
    />
  )
}

/** Fitted response and adjusted data: what the fit says about the contrast alone. */
export function ResponseCell(): ReactNode {
  const { fitted } = useLaterVoxelSides()
  const units = useApp((state) => state.view.units)
  const events = useApp((state, selectors) => selectors.eventBlocks(state))
  const theme = useChartTheme()
  const shown = fitted.filter(({ view }) => view.response !== null)
  const sides = shareAxis(shown, units) ? shown : shown.slice(0, 1)
  const figure = useMemo(() => {
    const [first] = sides
    if (first === undefined) return null
    const { change } = drawnIn(units, first.view)
    return lineFigure(
      {
        x: first.view.timesSeconds,
        xTitle: 'time, s',
        yTitle: '',
        series: [
          {
            name: `partial residuals ${first.letter}`,
            role: 'data',
            y: (first.view.response?.adjusted ?? new Float64Array(0)).map(change),
          },
          ...sides.map(({ letter, view }) => ({
            name: `response ${letter}`,
            role: letter,
            y: (view.response?.fitted ?? new Float64Array(0)).map(drawnIn(units, view).change),
          })),
        ],
        events,
        summary: `The part of the fit that the effect asked for is made of, and the data with everything else taken out.`,
      },
      theme,
    )
  }, [sides, units, events, theme])
  const text = sides[0]?.view.contrast.text ?? ''
  return (
    <PlotCell
      title="Response and partial residuals"
      note={
        text === ''
          ? ''
          : `X c c⁺ b for ${expressionForDisplay(text)}${sides.length < fitted.length ? '; units differ, A shown' : ''}`
      }
      figure={figure}
      missing="An F contrast has no single response."
      fileName="response"
    />
  )
}

/** Residuals of both fits over time, before whitening. */
export function ResidualsCell(): ReactNode {
  const { fitted } = useLaterVoxelSides()
  const units = useApp((state) => state.view.units)
  const events = useApp((state, selectors) => selectors.eventBlocks(state))
  const theme = useChartTheme()
  const sides = shareAxis(fitted, units) ? fitted : fitted.slice(0, 1)
  const figure = useMemo(() => {
    const [first] = sides
    if (first === undefined) return null
    return lineFigure(
      {
        x: first.view.timesSeconds,
        xTitle: 'time, s',
        yTitle: '',
        series: sides.map(({ letter, view }) => ({
          name: letter,
          role: letter,
          y: view.fit.residuals.map(drawnIn(units, view).change),
        })),
        events,
        summary: 'Residuals over time, before whitening.',
      },
      theme,
    )
  }, [sides, units, events, theme])
  return (
    <PlotCell
      title="Residuals"
      note={fitted
        .map(
          ({ letter, view }) =>
            `s.d. ${letter} ${fixed(sd(view.fit.residuals.map(drawnIn(units, view).change)), 2)}`,
        )
        .join(' · ')}
      figure={figure}
      missing=""
      fileName="residuals"
    />
  )
}

function sd(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
}
