import { pairMaps, type PairedMaps } from '../core/compare/difference.ts'
import { overlapAt } from '../core/compare/overlap.ts'
import { passingCount, significance, type Significance } from '../core/compare/significance.ts'
import { hasContrast } from '../core/export/mapNames.ts'
import type { AppState } from './appState.ts'
import { shownPair } from './comparison.ts'
import { voxelMap } from './displayMaps.ts'
import { memoizeLast } from './memo.ts'
import type { PaneResult } from './paneResult.ts'
import { spaceOf, voxelCountIn } from './space.ts'

/** What the threshold looks at in both maps. */
export interface JudgedPair {
  readonly pairs: PairedMaps
  /** In words, such as `|t|`. */
  readonly statistic: string
  /** All values of each map, compared or not. */
  readonly allA: ArrayLike<number>
  readonly allB: ArrayLike<number>
}

/** The values that one threshold judges in both panes; null where the map has none or a t would be held against an F. */
export function judgedPair(state: AppState): JudgedPair | null {
  const { panes, view } = state
  if (!hasContrast(view.map)) return null
  if (view.thresholdOn === 't') return judgedStatistics(panes.a.shown, panes.b.shown)
  const pair = shownPair(state)
  const [a, b] = [voxelMap(state, 'a'), voxelMap(state, 'b')]
  return pair === null || a === null || b === null ? null : judgedShown(pair.pairs, a.values, b.values)
}

/** Whether one pane's contrast is a t and the other's an F, which no threshold can judge together. */
export function hasTAgainstF({ panes: { a, b } }: Pick<AppState, 'panes'>): boolean {
  const kinds = [a, b].map(({ shown }) => (shown === null ? null : statisticOf(shown)?.name))
  return kinds[0] != null && kinds[1] != null && kinds[0] !== kinds[1]
}

function statisticOf({ maps }: PaneResult): { readonly name: string; readonly values: Float64Array } | null {
  const [t, f] = [maps.get('t'), maps.get('F')]
  if (t !== undefined) return { name: '|t|', values: t }
  return f === undefined ? null : { name: 'F', values: f }
}

const judgedStatistics = memoizeLast((a: PaneResult | null, b: PaneResult | null): JudgedPair | null => {
  if (a === null || b === null) return null
  const [first, second] = [statisticOf(a), statisticOf(b)]
  if (first === null || first.name !== second?.name) return null
  return {
    pairs: pairMaps({ voxels: a.voxels, values: first.values }, { voxels: b.voxels, values: second.values }),
    statistic: first.name,
    allA: first.values,
    allB: second.values,
  }
})

const judgedShown = memoizeLast((pairs: PairedMaps, allA: Float64Array, allB: Float64Array): JudgedPair => ({
  pairs,
  statistic: '|map shown|',
  allA,
  allB,
}))

/** Which voxels pass one rule in A, in B and in both. */
export interface SharedSignificance extends Significance {
  readonly statistic: string
  /** File-order indices of the compared voxels. */
  readonly voxels: Int32Array
  /** Voxels that pass in a map where the other has no value: in none of the counts. */
  readonly uncomparedA: number
  readonly uncomparedB: number
  readonly dice: number
  readonly jaccard: number
}

/** The voxels that pass the threshold, under one rule for both panes; null where there is no such rule. */
export function sharedSignificance(state: AppState): SharedSignificance | null {
  return significanceOf(judgedPair(state), state.view.thresholdAbs)
}

const significanceOf = memoizeLast(
  (judged: JudgedPair | null, threshold: number): SharedSignificance | null => {
    if (judged === null || judged.pairs.a.length === 0) return null
    const { pairs, statistic, allA, allB } = judged
    const found = significance(pairs, threshold)
    const { onlyA, onlyB, both, opposite } = found.counts
    const { dice, jaccard } = overlapAt(pairs, threshold, 'both')
    return {
      ...found,
      statistic,
      voxels: pairs.voxels,
      uncomparedA: passingCount(allA, threshold) - onlyA - both - opposite,
      uncomparedB: passingCount(allB, threshold) - onlyB - both - opposite,
      dice,
      jaccard,
    }
  },
)

/** The classes of significance on the whole grid, file order: 0 neither or not compared, then as in `significanceClasses`. */
export function significanceMap(state: AppState): Uint8Array | null {
  return significanceMapOf(sharedSignificance(state), voxelCountIn(spaceOf(state)))
}

const significanceMapOf = memoizeLast(
  (shared: SharedSignificance | null, size: number): Uint8Array | null => {
    if (shared === null) return null
    const map = new Uint8Array(size)
    shared.voxels.forEach((voxel, v) => {
      map[voxel] = shared.classes[v] ?? 0
    })
    return map
  },
)

/** Whether the third viewer shows significance instead of A − B: chosen, in Compare, and there is some to show. */
export function showsSignificance(state: AppState): boolean {
  const { tab, differenceShows } = state.view
  return tab === 'compare' && differenceShows === 'significance' && sharedSignificance(state) !== null
}
