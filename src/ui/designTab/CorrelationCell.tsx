import { useMemo, type ReactNode } from 'react'
import { correlationFigure } from '../../charts/correlationFigure.ts'
import type { Pane } from '../../state/appState.ts'
import { correlationWords, strongestPair } from '../../state/designWords.ts'
import { fixed } from '../format.ts'
import { PlotCell } from '../plots/PlotCell.tsx'
import { useChartTheme } from '../plots/useChartTheme.ts'
import { useLiveDesign } from './useLiveDesign.ts'

/** Correlations of a pane's regressors, the constant aside. */
export function CorrelationCell({ pane }: { readonly pane: Pane }): ReactNode {
  const live = useLiveDesign(pane)
  const theme = useChartTheme()
  const figure = useMemo(() => {
    if (!live.ok) return null
    const { design, correlations } = live.diagnostics
    const kept = design.columns.flatMap(({ role }, j) => (role === 'constant' ? [] : [j]))
    return correlationFigure(
      {
        names: kept.map((j) => design.columns[j]?.name ?? ''),
        correlations: kept.map((i) =>
          Float64Array.from(kept, (j) => correlations.data[i * correlations.columns + j] ?? 0),
        ),
      },
      theme,
    )
  }, [live, theme])
  const pair = live.ok ? strongestPair(live.diagnostics.regressors) : null
  const note =
    pair === null
      ? ''
      : `strongest r ${fixed(pair.r, 3)}${correlationWords(pair.r) === '' ? '' : `, ${correlationWords(pair.r)}`}`
  return (
    <PlotCell
      title={`Correlation of regressors ${pane.toUpperCase()}`}
      note={note}
      figure={figure}
      missing={live.ok ? '' : live.why}
      fileName={`correlation-${pane}`}
    />
  )
}
