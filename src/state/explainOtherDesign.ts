import { agreement } from '../core/compare/agreement.ts'
import type { Attribution } from '../core/compare/attribution.ts'
import { minimalConditions, overparameterizedConditions } from '../core/pipeline/conditionsSwitch.ts'
import type { SpecGroup } from '../core/pipeline/specDifferences.ts'
import { panes, type AppState, type LoadedRun, type Pane, type Settings, type Units } from './appState.ts'
import type { Explanation, ExplainedMap } from './explainState.ts'
import {
  explainBlocked,
  explainedMap,
  explanationIsStale,
  mixtureMaps,
  otherDesignAttribution,
  shownAttribution,
} from './explainView.ts'
import type { ExplainSubject } from './explainer.ts'
import { designSwitch } from './facts.ts'
import { fitInputsWith, type FitInputs } from './fitInputs.ts'
import { memoizeLast } from './memo.ts'

/** The design switch's two positions. */
export type DesignName = 'minimal' | 'overparameterized'

/** The design that neither pane has, where both have the same of the two; null where there is no such design. */
export function otherDesign(state: AppState): DesignName | null {
  const [a, b] = panes.map((pane) => designSwitch(state, pane))
  if (a == null || a !== b) return null
  return a === 'minimal' ? 'overparameterized' : 'minimal'
}

/** Why the other design is not offered, in a sentence; null where it is, or where no design was chosen at all. */
export function whyNoOtherDesign(state: AppState): string | null {
  if (state.run?.events == null || state.settings === null) return null
  const positions = panes.map((pane) => designSwitch(state, pane))
  const own = panes.filter((_, i) => positions[i] === null).map((pane) => pane.toUpperCase())
  if (own.length > 0) {
    const chosen = `${own.join(' and ')} ${own.length === 1 ? 'has' : 'have'} conditions of ${own.length === 1 ? 'its' : 'their'} own`
    return `Needs the same design in A and B, minimal or overparameterized; ${chosen}.`
  }
  if (otherDesign(state) !== null) return null
  return `A is ${String(positions[0])} and B ${String(positions[1])}, so the design is itself one of the settings that are explained; give both the same one to see how much the others matter in either.`
}

const settingsIn = memoizeLast((settings: Settings, run: LoadedRun, design: DesignName): Settings => {
  const events = run.events ?? []
  const conditions = design === 'minimal' ? minimalConditions(events) : overparameterizedConditions(events)
  const { a, b } = settings.pipelines
  return { ...settings, pipelines: { a: { ...a, conditions }, b: { ...b, conditions } } }
})

function inputsInOtherDesign(state: AppState, pane: Pane): FitInputs | null {
  const design = otherDesign(state)
  if (design === null || state.settings === null || state.run === null) return null
  return fitInputsWith(state, pane, settingsIn(state.settings, state.run, design))
}

/** Names what would be explained in the other design. */
function otherDesignKey(state: AppState): string {
  return panes.map((pane) => inputsInOtherDesign(state, pane)?.key ?? '').join('|')
}

/** The difference of both pipelines in the design that is not on screen. */
export const differenceInOtherDesign: ExplainSubject = {
  slot: 'explainOther',
  inputs: inputsInOtherDesign,
  key: otherDesignKey,
  blocked: (state) => explainBlocked(state) ?? whyNoOtherDesign(state),
}

/** What a setting does in one design. */
interface SettingEffect {
  /** Its share of A - B; null where the difference does not vary over voxels. */
  readonly share: number | null
  /** Root mean square over voxels of what it contributes to A - B, in the map's units. */
  readonly typical: number
}

/** One design's explanation in few numbers. */
interface DesignSummary {
  /** Of A's and B's maps. */
  readonly r: number
  readonly slope: number
  /** Root mean square of A - B, in the map's units. */
  readonly typical: number
  readonly settings: readonly SettingEffect[]
}

/** What each setting does in the design on screen and in the other one. */
export interface EitherDesign {
  readonly other: DesignName
  readonly switches: readonly SpecGroup[]
  readonly here: DesignSummary
  readonly there: DesignSummary
}

/** Both designs' explanations of the map shown, side by side; null until both have a first estimate for the present settings. */
export function eitherDesign(state: AppState): EitherDesign | null {
  const { explain, explainOther, view } = state
  const other = otherDesign(state)
  const isCurrent = !explanationIsStale(state) && explainOther.shown?.key === otherDesignKey(state)
  if (other === null || explain.shown === null || explainOther.shown === null || !isCurrent) return null
  const kind = explainedMap(state)
  // Where the designs tie settings differently, their shares have no common rows.
  if (explain.shown.switches.join() !== explainOther.shown.switches.join()) return null
  const here = summaryHere(explain.shown, shownAttribution(state), kind, view.units)
  const there = summaryThere(explainOther.shown, otherDesignAttribution(state), kind, view.units)
  return here === null || there === null ? null : eitherOf(other, explain.shown.switches, here, there)
}

const eitherOf = memoizeLast(
  (
    other: DesignName,
    switches: readonly SpecGroup[],
    here: DesignSummary,
    there: DesignSummary,
  ): EitherDesign => ({ other, switches, here, there }),
)

function summarise(
  explanation: Explanation,
  attribution: Attribution | null,
  kind: ExplainedMap,
  units: Units,
): DesignSummary | null {
  if (attribution?.kind !== 'explained') return null
  const maps = mixtureMaps(explanation, kind, units)
  const [a, b] = [maps.get(0), maps.get(2 ** explanation.switches.length - 1)]
  if (a === undefined || b === undefined) return null
  const { r, slope, rmse } = agreement({ voxels: explanation.voxels, a, b, onlyA: 0, onlyB: 0, notFinite: 0 })
  return {
    ...{ r, slope, typical: rmse },
    settings: attribution.maps.map((phi, i) => ({
      share: attribution.varies ? (attribution.switches[i]?.share ?? null) : null,
      typical: Math.sqrt(phi.reduce((sum, value) => sum + value * value, 0) / phi.length),
    })),
  }
}

const summaryHere = memoizeLast(summarise)
const summaryThere = memoizeLast(summarise)
