import { Refusal, type Finding } from '../core/finding.ts'
import type { Design } from '../core/design/design.ts'
import { resolveDesign } from '../core/pipeline/resolve.ts'
import type { AppState, Pane } from './appState.ts'
import { designInputs, type FitInputs } from './fitInputs.ts'

/** The design of a pane's present settings, or why there is none. */
export type LiveDesign =
  { readonly ok: true; readonly design: Design } | { readonly ok: false; readonly finding: Finding }

/** The design that the settings on screen make, before any fit; null while there is nothing to design. */
export function paneDesign(state: AppState, pane: Pane): LiveDesign | null {
  const inputs = designInputs(state, pane)
  return inputs === null ? null : designOf(pane, inputs.fitId, inputs)
}

/** Names of the columns of that design; none where it cannot be made. */
export function columnNames(state: AppState, pane: Pane): readonly string[] {
  const live = paneDesign(state, pane)
  return live?.ok === true ? live.design.columns.map(({ name }) => name) : []
}

// Keyed by the fit: a new contrast makes new inputs but not a new design.
const byFit = new Map<Pane, { readonly fitId: string; readonly live: LiveDesign }>()

function designOf(pane: Pane, fitId: string, inputs: FitInputs): LiveDesign {
  const known = byFit.get(pane)
  if (known?.fitId === fitId) return known.live
  const live = resolved(inputs)
  byFit.set(pane, { fitId, live })
  return live
}

function resolved(inputs: FitInputs): LiveDesign {
  try {
    return { ok: true, design: resolveDesign(inputs.spec, inputs) }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, finding: error.finding }
    throw error
  }
}
