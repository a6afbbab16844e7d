import { SegmentedControl } from '@mantine/core'
import { useMemo, useState, type ReactNode } from 'react'
import { regressorsFigure } from '../../charts/regressorsFigure.ts'
import { panes, type Pane } from '../../state/appState.ts'
import { PlotCell } from '../plots/PlotCell.tsx'
import { useChartTheme } from '../plots/useChartTheme.ts'
import { useApp } from '../store.ts'
import { meanScaled, shownRegressors } from './designColumns.ts'
import type { DesignFocus } from './useDesignFocus.ts'
import { useLiveDesign } from './useLiveDesign.ts'
import { useWorseConditioned } from './useWorseConditioned.ts'

/** One pane's regressors over time with the events; the one in focus stands out. */
export function RegressorsCell({ focus }: { readonly focus: DesignFocus }): ReactNode {
  const worse = useWorseConditioned()
  const [chosen, setPane] = useState<Pane | null>(null)
  const pane = chosen ?? worse
  const [scaling, setScaling] = useState<'as is' | 'mean 1'>('as is')
  const live = useLiveDesign(pane)
  const events = useApp((state, selectors) => selectors.eventBlocks(state))
  const theme = useChartTheme()
  const { regressor, scan } = focus
  const figure = useMemo(() => {
    if (!live.ok) return null
    const { design } = live.diagnostics
    const own = shownRegressors(design, regressor)
    const regressors = scaling === 'mean 1' ? meanScaled(own) : own
    const timesSeconds = design.frameTimesSeconds
    return regressorsFigure({ timesSeconds, regressors, events, chosen: regressor, scan }, theme)
  }, [live, events, scaling, regressor, scan, theme])
  return (
    <div className="design-with-controls">
      <PlotCell
        title={`Regressors over time ${pane.toUpperCase()}`}
        figure={figure}
        missing={live.ok ? '' : live.why}
        fileName={`regressors-${pane}`}
      />
      <div className="design-controls">
        <SegmentedControl
          aria-label="Whose regressors"
          value={pane}
          onChange={(to) => setPane(panes.find((each) => each === to) ?? null)}
          data={panes.map((each) => ({ value: each, label: each.toUpperCase() }))}
        />
        <SegmentedControl
          aria-label="Scale of the regressors"
          value={scaling}
          onChange={(to) => setScaling(to === 'mean 1' ? to : 'as is')}
          data={['as is', 'mean 1']}
        />
      </div>
    </div>
  )
}
