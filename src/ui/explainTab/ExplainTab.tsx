import { useState, type ReactNode } from 'react'
import type { SwitchPair } from '../../state/explainInteractions.ts'
import { explanationIsStale, shownAttribution } from '../../state/explainView.ts'
import { useApp } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import { CoverageLine } from './CoverageLine.tsx'
import { EitherDesign } from './EitherDesign.tsx'
import { ExplainControls } from './ExplainControls.tsx'
import { ExplainMapCell } from './ExplainMapCell.tsx'
import { ExplainParagraph } from './ExplainParagraph.tsx'
import { InteractionList } from './InteractionList.tsx'
import { SettingsAhead } from './SettingsAhead.tsx'
import { SharesTable } from './SharesTable.tsx'
import { WaterfallCell } from './WaterfallCell.tsx'
import './explainTab.css'

/** Which settings make A and B differ, measured by refitting every mixture of them. */
export function ExplainTab(): ReactNode {
  const kind = useAppInTurn((state) => shownAttribution(state)?.kind ?? 'none')
  const stale = useApp(explanationIsStale)
  const explainedKey = useApp((state) => state.explain.shown?.key ?? '')
  const [chosen, setChosen] = useState<{ readonly key: string; readonly pair: SwitchPair | null } | null>(
    null,
  )
  // A pair is one of the explanation in which it was chosen.
  const pair = chosen?.key === explainedKey ? chosen.pair : null
  const setPair = (next: SwitchPair | null): void => setChosen({ key: explainedKey, pair: next })
  return (
    <div className="cells explain-tab">
      <section className="cell explain-lead">
        <ExplainControls />
        {kind === 'identical' && <p>The two maps are identical at every voxel: nothing to share out.</p>}
        {kind === 'explained' && <ExplainParagraph />}
      </section>
      {kind !== 'explained' && <SettingsAhead />}
      {kind === 'explained' && (
        <div className="explain-parts" data-stale={stale}>
          <WaterfallCell />
          <ExplainMapCell pair={pair} onBack={() => setPair(null)} />
          <section className="cell explain-shares">
            <SharesTable />
            <CoverageLine />
          </section>
          <EitherDesign />
          <InteractionList shown={pair} onShow={setPair} />
        </div>
      )}
    </div>
  )
}
