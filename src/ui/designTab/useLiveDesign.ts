import type { Pane } from '../../state/appState.ts'
import type { DesignDiagnostics } from '../../state/designDiagnostics.ts'
import { fromFileWords } from '../../state/importedWords.ts'
import { unbroken } from '../format.ts'
import { useApp } from '../store.ts'

/** A pane's live diagnostics, or why there are none: because the settings are refused, or because there is nothing to design. */
export type LiveDesign =
  | { readonly ok: true; readonly diagnostics: DesignDiagnostics }
  | { readonly ok: false; readonly why: string; readonly refused: boolean }

/** The diagnostics of a pane's present settings. */
export function useLiveDesign(pane: Pane): LiveDesign {
  const live = useApp((state, selectors) => selectors.designDiagnostics(state, pane))
  const isFromFile = useApp((state) => state.sources[pane].kind === 'imported')
  if (live === null)
    return {
      ...{ ok: false, refused: false },
      why: isFromFile ? fromFileWords(pane.toUpperCase(), 'design') : 'There is nothing to design yet.',
    }
  if (live.ok) return live
  return { ok: false, refused: true, why: unbroken(`${live.finding.message} ${live.finding.remedy}`) }
}
