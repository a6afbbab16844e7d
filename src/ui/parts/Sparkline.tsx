import type { ReactNode } from 'react'
import './sparkline.css'

const [width, height] = [320, 28]
const most = 6

interface SparklineProps {
  readonly columns: readonly Float64Array[]
  readonly label: string
}

/** The first few of some series as thin lines, each over its own range; what is missing counts as 0. */
export function Sparkline({ columns, label }: SparklineProps): ReactNode {
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {columns.slice(0, most).map((values, i) => (
        <polyline key={i} points={pointsOf(values)} />
      ))}
    </svg>
  )
}

function pointsOf(values: Float64Array): string {
  const known = values.map((value) => (Number.isNaN(value) ? 0 : value))
  const low = known.reduce((least, value) => Math.min(least, value), Infinity)
  const high = known.reduce((largest, value) => Math.max(largest, value), -Infinity)
  const span = high > low ? high - low : 1
  return [...known]
    .map((value, scan) => {
      const x = (width * scan) / Math.max(1, known.length - 1)
      const y = height - 1 - ((height - 2) * (value - low)) / span
      return `${x.toFixed(1)},${y.toFixed(1)}`
    })
    .join(' ')
}
