import type { ReactNode } from 'react'
import { comparisonProblem } from '../../state/comparisonProblem.ts'
import { Icon } from '../parts/Icon.tsx'
import { useActions, useApp } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'
import { AgreementTable } from './AgreementTable.tsx'
import './compareTab.css'
import { BlandAltmanCell, HexbinCell, HistogramCell, OverlapCell } from './PlotCells.tsx'

/** How A's and B's values go together over all voxels. */
export function CompareTab(): ReactNode {
  const problem = useAppInTurn(comparisonProblem)
  if (problem === undefined) return <div className="compare" />
  const leavesOut = problem?.leavesOut ?? 'nothing'
  return (
    <div className="compare">
      {problem !== null && <ProblemLine text={problem.text} />}
      {leavesOut !== 'everything' && (
        <div className="cells compare-tab" data-plots={leavesOut === 'nothing'}>
          {leavesOut === 'nothing' && (
            <>
              <HexbinCell />
              <BlandAltmanCell />
              <OverlapCell />
              <HistogramCell />
            </>
          )}
          <AgreementTable />
        </div>
      )}
    </div>
  )
}

function ProblemLine({ text }: { readonly text: string }): ReactNode {
  const actions = useActions()
  const offersUnits = useApp((state) => state.view.units === 'as-estimated' && text.includes('Common units'))
  return (
    <p className="compare-problem" role="note">
      <span className="wn">
        <Icon name="warn" small />
      </span>
      <span>{text}</span>
      {offersUnits && (
        <button
          type="button"
          className="link-button"
          onClick={() => actions.setView({ units: 'percent-of-voxel-mean' })}
        >
          Use common units
        </button>
      )}
    </p>
  )
}
