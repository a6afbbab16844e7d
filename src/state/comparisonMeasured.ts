import { agreement } from '../core/compare/agreement.ts'
import { attribute } from '../core/compare/attribution.ts'
import type { PairedMaps } from '../core/compare/difference.ts'
import type { SpecGroup } from '../core/pipeline/specDifferences.ts'
import type { AppState, Units } from './appState.ts'
import { hasEstimate } from './explainDifference.ts'
import { explanationIsStale, mixtureMaps } from './explainView.ts'
import type { ExplainedMap, Explanation } from './explainState.ts'
import { memoizeLast } from './memo.ts'

/** What one setting does to a kind of map on this run. */
export interface MeasuredMap {
  /** Its share of the difference of A and B, 1 for all of it; null where there is none. */
  readonly share: number | null
  /** Of A against A with this setting alone as in B; NaN where a map is constant. */
  readonly r: number
  readonly slope: number
}

/** What one setting does to effect and t on this run. */
export interface MeasuredSetting {
  readonly effect: MeasuredMap | null
  readonly t: MeasuredMap | null
}

/** Per setting that differs, what it does on this run; null until the difference on screen has been explained. */
export function measuredSettings(state: AppState): ReadonlyMap<SpecGroup, MeasuredSetting> | null {
  const { explain, view } = state
  return explanationIsStale(state) ? null : measuredOf(explain.shown, view.units)
}

const measuredOf = memoizeLast(
  (explanation: Explanation | null, units: Units): ReadonlyMap<SpecGroup, MeasuredSetting> | null => {
    if (explanation === null || !hasEstimate(explanation)) return null
    const effect = measuredMaps(explanation, 'effect', units)
    const t = measuredMaps(explanation, 't', units)
    return new Map(
      explanation.switches.map((group, i) => [group, { effect: effect[i] ?? null, t: t[i] ?? null }]),
    )
  },
)

/** In the order of the switches; empty where the contrast has no such map. */
function measuredMaps(explanation: Explanation, kind: ExplainedMap, units: Units): readonly MeasuredMap[] {
  const { switches, orders } = explanation
  const maps = mixtureMaps(explanation, kind, units)
  const a = maps.get(0)
  if (a === undefined) return []
  const attribution = attribute(maps, switches.length, orders)
  return switches.map((_, i) => {
    const { r, slope } = agreement(pairsOf(a, maps.get(1 << i) ?? a))
    const share =
      attribution.kind === 'explained' && attribution.varies ? attribution.switches[i]?.share : undefined
    return { share: share ?? null, r, slope }
  })
}

function pairsOf(a: Float64Array, b: Float64Array): PairedMaps {
  return { voxels: new Int32Array(a.length), a, b, onlyA: 0, onlyB: 0, notFinite: 0 }
}
