import type { ReactNode } from 'react'
import { panes } from '../../state/appState.ts'
import type { ConditionRow } from '../../state/conditionRows.ts'

const [width, height] = [320, 40]
const strip = 8

interface ConditionPreviewProps {
  readonly row: ConditionRow
  readonly runSeconds: number
}

/** A condition over the run: its events as a strip, below it what A (solid) and B (dashed) make of them. */
export function ConditionPreview({ row, runSeconds }: ConditionPreviewProps): ReactNode {
  const curves = panes.flatMap((pane) => {
    const values = row.inPanes[pane]?.regressor ?? null
    return values === null ? [] : [{ pane, values }]
  })
  const range = rangeOf(curves.flatMap(({ values }) => [...values]))
  return (
    <svg
      className="condition-preview"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`${row.name} over time`}
    >
      {row.events.map(({ onset, duration }, i) => (
        <rect
          key={i}
          x={(width * onset) / runSeconds}
          width={Math.max(1, (width * duration) / runSeconds)}
          y={0}
          height={strip - 2}
        />
      ))}
      {curves.map(({ pane, values }) => (
        <polyline key={pane} className={`curve-${pane}`} points={pointsOf(values, range)} />
      ))}
    </svg>
  )
}

type Range = readonly [low: number, high: number]

function rangeOf(values: readonly number[]): Range {
  const low = values.reduce((least, value) => Math.min(least, value), 0)
  const high = values.reduce((most, value) => Math.max(most, value), 0)
  return high > low ? [low, high] : [0, 1]
}

function pointsOf(values: Float64Array, [low, high]: Range): string {
  return Array.from(values, (value, scan) => {
    const x = (width * (scan + 0.5)) / values.length
    const y = height - 1 - ((height - strip - 2) * (value - low)) / (high - low)
    return `${x.toFixed(1)},${y.toFixed(1)}`
  }).join(' ')
}
