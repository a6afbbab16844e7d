import { SegmentedControl } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { DesignMatrixInput } from '../../charts/designMatrixFigure.ts'
import { panes } from '../../state/appState.ts'
import { useApp } from '../store.ts'
import { ConditioningCell } from './ConditioningCell.tsx'
import { CorrelationCell } from './CorrelationCell.tsx'
import { DiagnosticsTable } from './DiagnosticsTable.tsx'
import { IdentifyingCell } from './IdentifyingCell.tsx'
import { MatrixCell } from './MatrixCell.tsx'
import { DesignWords } from './DesignWords.tsx'
import { NearNullCell } from './NearNullCell.tsx'
import { NoDesign } from './NoDesign.tsx'
import { PowerCell } from './PowerCell.tsx'
import { RegressorsCell } from './RegressorsCell.tsx'
import { SpmSection } from './SpmSection.tsx'
import { useDesignFocus } from './useDesignFocus.ts'
import './designTab.css'

/** Both designs as the present settings make them, before any fit: matrices, regressors, and what collinearity costs. */
export function DesignTab(): ReactNode {
  const [scaling, setScaling] = useState<DesignMatrixInput['scaling']>('scaled')
  const focus = useDesignFocus()
  const hasDesign = useApp((state, selectors) =>
    panes.some((pane) => selectors.designDiagnostics(state, pane) !== null),
  )
  if (!hasDesign) return <NoDesign />
  return (
    <div className="design-frame">
      <div className="cells design-tab">
        <div className="design-matrices">
          <DesignWords />
          <div className="cell design-scaling">
            <SegmentedControl
              aria-label="Columns of the matrices"
              value={scaling}
              onChange={(to) => setScaling(to === 'as is' ? 'as is' : 'scaled')}
              data={['scaled', 'as is']}
            />
            <span className="t3 small">click a column to follow it</span>
          </div>
          {panes.map((pane) => (
            <MatrixCell key={pane} pane={pane} scaling={scaling} focus={focus} />
          ))}
        </div>
        <div className="design-time">
          <RegressorsCell focus={focus} />
          <NearNullCell scan={focus.scan} />
          {panes.map((pane) => (
            <IdentifyingCell key={pane} pane={pane} scan={focus.scan} />
          ))}
        </div>
        <div className="design-side">
          {panes.map((pane) => (
            <DiagnosticsTable key={pane} pane={pane} focus={focus} />
          ))}
          <PowerCell />
        </div>
        <div className="design-below">
          {panes.map((pane) => (
            <CorrelationCell key={pane} pane={pane} />
          ))}
          <ConditioningCell />
        </div>
        <SpmSection />
      </div>
    </div>
  )
}
