import { Refusal } from '../core/finding.ts'
import type { AppState, Pane } from './appState.ts'
import { paneDesign } from './paneDesign.ts'
import { askedContrast, rowsOfAsked } from './verdict.ts'

/** How many rows a pane's contrast has in the design of its present settings, drafts included; 0 while it cannot be read. */
export function askedRows(state: AppState, pane: Pane): number {
  const live = paneDesign(state, pane)
  const asked = askedContrast(state, pane)
  if (live?.ok !== true || asked === null) return 0
  try {
    return rowsOfAsked(
      asked,
      live.design.columns.map(({ name }) => name),
    ).rows
  } catch (error) {
    // The verdict says what is wrong with it.
    if (error instanceof Refusal) return 0
    throw error
  }
}
