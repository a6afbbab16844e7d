import { SegmentedControl } from '@mantine/core'
import { useMemo, useState, type ReactNode } from 'react'
import { correlationFigure } from '../../charts/correlationFigure.ts'
import { designMatrixFigure, type DesignMatrixInput } from '../../charts/designMatrixFigure.ts'
import { regressorsFigure } from '../../charts/regressorsFigure.ts'
import { panes, type Pane } from '../../state/appState.ts'
import { PlotCell } from '../plots/PlotCell.tsx'
import { useChartTheme } from '../plots/useChartTheme.ts'
import { useApp } from '../store.ts'
import { conditionRegressors, contrastColumns, matrixColumns } from './designColumns.ts'
import { DesignNumbers } from './DesignNumbers.tsx'
import './designTab.css'

type Scaling = DesignMatrixInput['scaling']

/** Both design matrices, their regressors over time, and what collinearity costs. */
export function DesignTab(): ReactNode {
  const [scaling, setScaling] = useState<Scaling>('scaled')
  return (
    <div className="cells design-tab">
      <div className="design-matrices">
        <div className="cell design-scaling">
          <SegmentedControl
            aria-label="Columns of the matrices"
            value={scaling}
            onChange={(to) => setScaling(to === 'as is' ? 'as is' : 'scaled')}
            data={[
              { value: 'scaled', label: 'scaled' },
              { value: 'as is', label: 'as is' },
            ]}
          />
        </div>
        {panes.map((pane) => (
          <MatrixCell key={pane} pane={pane} scaling={scaling} />
        ))}
      </div>
      <div className="design-regressors">
        {panes.map((pane) => (
          <RegressorsCell key={pane} pane={pane} />
        ))}
      </div>
      <div className="design-side">
        <DesignNumbers />
        {panes.map((pane) => (
          <CorrelationCell key={pane} pane={pane} />
        ))}
      </div>
    </div>
  )
}

const letter = (pane: Pane): string => pane.toUpperCase()
const missing = 'Shown once the design is fitted.'

function MatrixCell({ pane, scaling }: { readonly pane: Pane; readonly scaling: Scaling }): ReactNode {
  const shown = useApp((state) => state.panes[pane].shown)
  const theme = useChartTheme()
  const figure = useMemo(
    () =>
      shown &&
      designMatrixFigure(
        {
          columns: matrixColumns(shown.design),
          scaling,
          outlinedColumns: contrastColumns(shown.contrastRows),
        },
        theme,
      ),
    [shown, scaling, theme],
  )
  return (
    <PlotCell
      title={`Matrix ${letter(pane)}`}
      figure={figure}
      missing={missing}
      fileName={`design-matrix-${pane}`}
    />
  )
}

function RegressorsCell({ pane }: { readonly pane: Pane }): ReactNode {
  const shown = useApp((state) => state.panes[pane].shown)
  const events = useApp((state, selectors) => selectors.eventBlocks(state))
  const theme = useChartTheme()
  const figure = useMemo(
    () =>
      shown &&
      regressorsFigure(
        {
          timesSeconds: shown.design.frameTimesSeconds,
          regressors: conditionRegressors(shown.design),
          events,
        },
        theme,
      ),
    [shown, events, theme],
  )
  return (
    <PlotCell
      title={`Regressors of ${letter(pane)}`}
      note="over time, with the events"
      figure={figure}
      missing={missing}
      fileName={`regressors-${pane}`}
    />
  )
}

function CorrelationCell({ pane }: { readonly pane: Pane }): ReactNode {
  const input = useApp((state, selectors) => selectors.correlations(state, pane))
  const theme = useChartTheme()
  const figure = useMemo(() => input && correlationFigure(input, theme), [input, theme])
  return (
    <PlotCell
      title={`Correlation of regressors, ${letter(pane)}`}
      figure={figure}
      missing={missing}
      fileName={`correlation-${pane}`}
    />
  )
}
