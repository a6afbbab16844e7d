import type { Attribution } from '../core/compare/attribution.ts'
import { interactionMap } from '../core/compare/shapley.ts'
import { valueAtRank } from '../core/math/selectValue.ts'
import type { SpecGroup } from '../core/pipeline/specDifferences.ts'
import type { AppState, Units } from './appState.ts'
import type { ExplainedMap, Explanation } from './explainState.ts'
import { explainedMap, explanationIsStale, mixtureMaps, shownAttribution } from './explainView.ts'
import { memoizeFields, memoizeLast } from './memo.ts'

/** Two switches by their places among the switches, ascending. */
export type SwitchPair = readonly [number, number]

/** An interaction as a map on the whole grid of the run, file order; A - B as everywhere on screen. */
export interface InteractionOverlay {
  readonly values: Float32Array
  /** 1 at the compared voxels. */
  readonly mask: Uint8Array
  /** The 98th percentile of |value|. */
  readonly range: number
}

/** By how much two settings together move each voxel more than each alone; null where not every mixture is known. */
export function interactionOverlay(state: AppState, pair: SwitchPair): InteractionOverlay | null {
  const { explain, run, view } = state
  const attribution = shownAttribution(state)
  const isKnown = attribution?.kind === 'explained' && attribution.basis === 'exact'
  if (explain.shown === null || run === null || !isKnown) return null
  const [i, j] = pair
  if (j >= explain.shown.switches.length) return null
  const size = run.images.mean.length
  return overlayOf({
    ...{ explanation: explain.shown, size, i, j },
    ...{ kind: explainedMap(state), units: view.units },
  })
}

interface OverlayOf {
  readonly explanation: Explanation
  readonly kind: ExplainedMap
  readonly units: Units
  readonly i: number
  readonly j: number
  /** Voxels of the grid. */
  readonly size: number
}

const overlayOf = memoizeFields(
  ['explanation', 'kind', 'units', 'i', 'j', 'size'],
  ({ explanation, kind, units, i, j, size }: OverlayOf): InteractionOverlay => {
    const { switches, voxels } = explanation
    const found = interactionMap(mixtureMaps(explanation, kind, units), switches.length, [i, j])
    const values = new Float32Array(size)
    const mask = new Uint8Array(size)
    voxels.forEach((voxel, v) => {
      values[voxel] = -(found[v] ?? 0)
      mask[voxel] = 1
    })
    const range = valueAtRank(found.map(Math.abs), Math.floor(0.98 * found.length))
    return { values, mask, range: range > 0 ? range : 1 }
  },
)

/** Each switch's share of the difference on screen, by setting; null until it has been explained. */
export function sharesBySetting(state: AppState): ReadonlyMap<SpecGroup, number> | null {
  const { explain } = state
  const attribution = shownAttribution(state)
  if (explain.shown === null || attribution?.kind !== 'explained' || !attribution.varies) return null
  if (explanationIsStale(state)) return null
  return sharesOf(attribution, explain.shown)
}

const sharesOf = memoizeLast(
  (
    { switches }: Extract<Attribution, { kind: 'explained' }>,
    explanation: Explanation,
  ): ReadonlyMap<SpecGroup, number> =>
    new Map(explanation.switches.map((group, i) => [group, switches[i]?.share ?? 0])),
)
