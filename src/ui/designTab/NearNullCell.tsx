import { useMemo, type ReactNode } from 'react'
import { lineFigure } from '../../charts/lineFigure.ts'
import type { DesignDiagnostics } from '../../state/designDiagnostics.ts'
import { nearNullWords } from '../../state/designWords.ts'
import { unbroken } from '../format.ts'
import { PlotCell } from '../plots/PlotCell.tsx'
import { useChartTheme } from '../plots/useChartTheme.ts'
import { useApp } from '../store.ts'
import { stepSum } from './designColumns.ts'
import { useLiveDesign } from './useLiveDesign.ts'
import { useWorseConditioned } from './useWorseConditioned.ts'

const namesOf = ({ design }: DesignDiagnostics): string[] => design.columns.map(({ name }) => name)

/** The near-null combination of the worse-conditioned pane over time. */
export function NearNullCell({ scan }: { readonly scan: number | null }): ReactNode {
  const worse = useWorseConditioned()
  const live = useLiveDesign(worse)
  const events = useApp((state, selectors) => selectors.eventBlocks(state))
  const theme = useChartTheme()
  const figure = useMemo(() => {
    if (!live.ok) return null
    const { design, nearNull } = live.diagnostics
    return lineFigure(
      {
        x: design.frameTimesSeconds,
        xTitle: 'time, s',
        yTitle: '',
        series: [{ name: 'combination', role: 'neutral', y: stepSum(design, nearNull) }],
        events,
        summary: unbroken(nearNullWords(nearNull, namesOf(live.diagnostics))),
        markedX: scan === null ? null : (design.frameTimesSeconds[scan] ?? null),
      },
      theme,
    )
  }, [live, events, scan, theme])
  return (
    <PlotCell
      title={`Near-null combination of ${worse.toUpperCase()}`}
      note={live.ok ? combination(live.diagnostics) : ''}
      figure={figure}
      missing={live.ok ? '' : live.why}
      fileName={`near-null-${worse}`}
    />
  )
}

function combination(diagnostics: DesignDiagnostics): string {
  const names = namesOf(diagnostics)
  return diagnostics.nearNull.terms
    .map(({ column, step }, i) => {
      const sign = step < 0 ? '− ' : i > 0 ? '+ ' : ''
      const size = Math.abs(step) === 1 ? '' : `${String(Math.abs(step))} `
      return `${sign}${size}${names[column] ?? ''}`
    })
    .join(' ')
}
