import type { Attribution } from '../../core/compare/attribution.ts'
import type { Explanation } from '../../state/explainState.ts'
import { shownAttribution } from '../../state/explainView.ts'
import { useApp } from '../store.ts'

/** An attribution that found something, with the explanation it comes from. */
export interface Explained {
  readonly explanation: Explanation
  readonly attribution: Extract<Attribution, { kind: 'explained' }>
}

/** What is explained of the map shown; null while there is nothing. */
export function useExplained(): Explained | null {
  const explanation = useApp((state) => state.explain.shown)
  const attribution = useApp(shownAttribution)
  return explanation === null || attribution?.kind !== 'explained' ? null : { explanation, attribution }
}
