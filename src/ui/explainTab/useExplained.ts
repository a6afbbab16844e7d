import type { Attribution } from '../../core/compare/attribution.ts'
import type { Explanation } from '../../state/explainState.ts'
import { shownAttribution } from '../../state/explainView.ts'
import { useAppInTurn } from '../useAppInTurn.ts'

/** An attribution that found something, with the explanation it comes from. */
export interface Explained {
  readonly explanation: Explanation
  readonly attribution: Extract<Attribution, { kind: 'explained' }>
}

/** What is explained of the map shown; null while there is nothing. */
export function useExplained(): Explained | null {
  const known = useAppInTurn((state) => ({
    explanation: state.explain.shown,
    attribution: shownAttribution(state),
  }))
  if (known?.explanation == null || known.attribution?.kind !== 'explained') return null
  return { explanation: known.explanation, attribution: known.attribution }
}
