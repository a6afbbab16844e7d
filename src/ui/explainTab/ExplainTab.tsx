import type { ReactNode } from 'react'
import { explanationIsStale, shownAttribution } from '../../state/explainView.ts'
import { useApp } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import { CoverageLine } from './CoverageLine.tsx'
import { DominatingCell } from './DominatingCell.tsx'
import { ExplainControls } from './ExplainControls.tsx'
import { ExplainParagraph } from './ExplainParagraph.tsx'
import { SharesTable } from './SharesTable.tsx'
import { WaterfallCell } from './WaterfallCell.tsx'
import './explainTab.css'

/** Which settings make A and B differ, measured by refitting every mixture of them. */
export function ExplainTab(): ReactNode {
  const kind = useAppInTurn((state) => shownAttribution(state)?.kind ?? 'none')
  const stale = useApp(explanationIsStale)
  return (
    <div className="cells explain-tab">
      <section className="cell explain-lead">
        <ExplainControls />
        {kind === 'identical' && <p>The two maps are identical at every voxel: nothing to share out.</p>}
        {kind === 'explained' && <ExplainParagraph />}
      </section>
      {kind === 'explained' && (
        <div className="explain-parts" data-stale={stale}>
          <WaterfallCell />
          <DominatingCell />
          <section className="cell explain-shares">
            <SharesTable />
            <CoverageLine />
          </section>
        </div>
      )}
    </div>
  )
}
