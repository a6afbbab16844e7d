import type { ReactNode } from 'react'
import { hasTAgainstF, sharedSignificance, type SharedSignificance } from '../../state/comparisonThreshold.ts'
import { count, fixed } from '../format.ts'
import { useActions, useApp } from '../store.ts'
import { useAppInTurn } from '../useAppInTurn.ts'

/** Voxels that pass one rule in A only, in B only and in both, with a switch that shows them in the third viewer. */
export function SignificanceCounts(): ReactNode {
  const shared = useAppInTurn(sharedSignificance) ?? null
  const unlike = useApp((state) => state.view.thresholdOn === 't' && hasTAgainstF(state))
  if (unlike)
    return (
      <p className="t3 agreement-above">
        One pane’s contrast is a t, the other’s an F: no threshold holds for both.
      </p>
    )
  return shared === null ? null : <Counts shared={shared} />
}

function Counts({ shared }: { readonly shared: SharedSignificance }): ReactNode {
  const { statistic, threshold, counts, dice, jaccard } = shared
  const { onlyA, onlyB, both, opposite } = counts
  return (
    <div className="agreement-above">
      <div className="agreement-rule">
        <span className="t2">
          Voxels with {statistic} &gt; {threshold}
        </span>
        <MapToggle />
      </div>
      <div className="agreement-bar" aria-hidden>
        <i style={{ flexGrow: onlyA, background: 'var(--a)' }} />
        <i style={{ flexGrow: both, background: 'var(--d)' }} />
        <i style={{ flexGrow: opposite, background: '#c572a7' }} />
        <i style={{ flexGrow: onlyB, background: 'var(--b)' }} />
      </div>
      <div className="agreement-counts">
        <span className="ca">A only {count(onlyA)}</span>
        <span>both {count(both)}</span>
        <span className="cb">B only {count(onlyB)}</span>
      </div>
      {Number.isFinite(dice) && (
        <div className="t2">
          Dice {fixed(dice, 2)}, Jaccard {fixed(jaccard, 2)}
        </div>
      )}
      <p className="t3">{remarks(shared)}</p>
    </div>
  )
}

function remarks({ counts, uncomparedA, uncomparedB }: SharedSignificance): string {
  const outside = [
    ...(uncomparedA > 0 ? [`${count(uncomparedA)} of A’s`] : []),
    ...(uncomparedB > 0 ? [`${count(uncomparedB)} of B’s`] : []),
  ]
  return [
    ...(counts.opposite > 0 ? [`${count(counts.opposite)} pass in both with opposite signs.`] : []),
    ...(outside.length > 0 ? [`Not counted: ${outside.join(' and ')} outside the other’s mask.`] : []),
  ].join(' ')
}

function MapToggle(): ReactNode {
  const actions = useActions()
  const shown = useApp((state) => state.view.differenceShows === 'significance')
  return (
    <button
      type="button"
      className="link-button"
      aria-pressed={shown}
      onClick={() => actions.setView({ differenceShows: shown ? 'difference' : 'significance' })}
    >
      {shown ? 'Show A − B again' : 'Show as a map'}
    </button>
  )
}
