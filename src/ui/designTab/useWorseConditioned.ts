import type { Pane } from '../../state/appState.ts'
import { useLiveDesign, type LiveDesign } from './useLiveDesign.ts'

/** The pane whose design is further from telling its columns apart; A where neither is. */
export function useWorseConditioned(): Pane {
  const [a, b] = [useLiveDesign('a'), useLiveDesign('b')]
  return conditionNumber(b) > conditionNumber(a) ? 'b' : 'a'
}

function conditionNumber(live: LiveDesign): number {
  return live.ok ? live.diagnostics.unitLength.conditionNumber : 0
}
