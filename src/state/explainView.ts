import { attribute, type Attribution } from '../core/compare/attribution.ts'
import type { MixtureMaps } from '../core/compare/game.ts'
import { valueAtRank } from '../core/math/selectValue.ts'
import { panes, type AppState, type Units } from './appState.ts'
import { hasEstimate } from './explainDifference.ts'
import { sameSettings, switchesBetween } from './explainSetup.ts'
import { explainedMaps, type ExplainedMap, type Explanation, type MixtureUse } from './explainState.ts'
import { fitInputs, type FitInputs } from './fitInputs.ts'
import { fromFileWords } from './importedWords.ts'
import { memoizeLast } from './memo.ts'
import { isStale } from './phase.ts'
import { crosshairVoxel, positionOf } from './readouts.ts'
import { conversionPower, mapUnit } from './units.ts'

/** Names what an explanation is of: both panes' settings, contrasts and data. */
export function explainKey(state: AppState): string {
  return `${fitInputs(state, 'a')?.key ?? ''}|${fitInputs(state, 'b')?.key ?? ''}`
}

const switchesOf = memoizeLast((a: FitInputs | null, b: FitInputs | null) =>
  a === null || b === null ? [] : switchesBetween(a, b),
)

/** Why the difference cannot be explained now, in a sentence or two; null where it can. */
export function explainBlocked(state: AppState): string | null {
  const imported = panes.find((pane) => state.sources[pane].kind === 'imported')
  if (imported !== undefined) return fromFileWords(imported.toUpperCase(), 'settings to change')
  const [a, b] = [fitInputs(state, 'a'), fitInputs(state, 'b')]
  if (a === null || b === null) return 'There is no run with events yet.'
  const failed = couldNotBeFitted(state)
  if (failed !== null) return failed
  if (switchesOf(a, b).length === 0) return `${sameSettings.message} ${sameSettings.remedy}`
  return panes.some((pane) => isStale(state, pane)) ? awaitedFits(state) : null
}

function couldNotBeFitted(state: AppState): string | null {
  for (const pane of panes) {
    const { refusal, job } = state.panes[pane]
    const finding = refusal ?? (job.status === 'failed' && isStale(state, pane) ? job.finding : null)
    if (finding !== null)
      return `${pane.toUpperCase()} could not be fitted: ${finding.message} ${finding.remedy}`
  }
  return null
}

/** Of fits that are not done, one that was cancelled is not under way: nobody should wait for it. */
function awaitedFits(state: AppState): string {
  const cancelled = panes.filter(
    (pane) => isStale(state, pane) && state.panes[pane].job.status === 'cancelled',
  )
  const [first] = cancelled
  if (first === undefined) return 'Waiting for both fits.'
  if (cancelled.length > 1) return 'The fits of A and B were cancelled. Continue them first.'
  return `The fit of ${first.toUpperCase()} was cancelled. Continue it first.`
}

/** Whether the explanation shown is of other settings than those on screen. */
export function explanationIsStale(state: AppState): boolean {
  return state.explain.shown !== null && state.explain.shown.key !== explainKey(state)
}

/** The map that is explained: the one shown, or the effect where that one cannot be. */
export function explainedMap({ view }: Pick<AppState, 'view'>): ExplainedMap {
  return explainedMaps.find((kind) => kind === view.map) ?? 'effect'
}

/** The attribution of the explained map in the units chosen; null until there is a first estimate. */
export function shownAttribution({ explain, view }: AppState): Attribution | null {
  return attributionOf(explain.shown, explainedMap({ view }), view.units)
}

function attributed(explanation: Explanation | null, kind: ExplainedMap, units: Units): Attribution | null {
  if (explanation === null || !hasEstimate(explanation)) return null
  const maps = mixtureMaps(explanation, kind, units)
  return attribute(maps, explanation.switches.length, explanation.orders)
}

const attributionOf = memoizeLast(attributed)
const otherAttributionOf = memoizeLast(attributed)
const otherDesignAttributionOf = memoizeLast(attributed)

/** The attribution of the explained map in the other design, in the units chosen; null until there is a first estimate. */
export function otherDesignAttribution({ explainOther, view }: AppState): Attribution | null {
  return otherDesignAttributionOf(explainOther.shown, explainedMap({ view }), view.units)
}

/** The maps of all mixtures known so far, by their bits. */
export function mixtureMaps(explanation: Explanation, kind: ExplainedMap, units: Units): MixtureMaps {
  const maps = new Map<number, Float64Array>()
  // Mixtures that share a refit and its units share a map.
  const made = new Map<string, Float64Array>()
  for (const [bits, use] of explanation.uses) {
    const name = `${use.refit}|${String(factorOf(use, kind, units))}`
    const map = made.get(name) ?? mixtureMap(explanation, use, kind, units)
    if (map === null) continue
    made.set(name, map)
    maps.set(bits, map)
  }
  return maps
}

function mixtureMap(
  { refits }: Explanation,
  use: MixtureUse,
  kind: ExplainedMap,
  units: Units,
): Float64Array | null {
  const known = refits.get(use.refit)
  const values = known?.maps.get(kind)
  if (known === undefined || values === undefined) return null
  const factor = factorOf(use, kind, units)
  if (factor === 1) return values
  if (factor !== 'common') return values.map((value) => factor * value)
  return values.map((value, v) => value * (known.commonUnitFactor[v] ?? 0))
}

/** What a refit's map is multiplied by; maps without units by nothing. */
function factorOf({ ownFactor }: MixtureUse, kind: ExplainedMap, units: Units): MixtureUse['ownFactor'] {
  if (conversionPower(kind) === 0) return 1
  return units === 'percent-of-voxel-mean' ? 'common' : ownFactor
}

/** The explained map at one voxel. */
export interface ExplainedVoxel {
  readonly a: number
  readonly b: number
  /** Per switch, its part of A - B. */
  readonly contributions: readonly number[]
}

/** What the explanation says at the crosshair; null where that voxel is not compared. */
export function explanationAtCrosshair(state: AppState): ExplainedVoxel | null {
  const { explain, view } = state
  const attribution = shownAttribution(state)
  const voxel = crosshairVoxel(state)
  if (explain.shown === null || attribution === null || voxel === null) return null
  const position = positionOf(explain.shown.voxels, voxel)
  if (position < 0) return null
  const ends = endsOf(explain.shown, explainedMap(state), view.units)
  return voxelOf(attribution, ends, position)
}

interface Ends {
  readonly a: Float64Array | null
  readonly b: Float64Array | null
}

const endsOf = memoizeLast((explanation: Explanation, kind: ExplainedMap, units: Units): Ends => {
  const end = (bits: number): Float64Array | null => {
    const use = explanation.uses.get(bits)
    return use === undefined ? null : mixtureMap(explanation, use, kind, units)
  }
  return { a: end(0), b: end(2 ** explanation.switches.length - 1) }
})

const voxelOf = memoizeLast((attribution: Attribution, ends: Ends, position: number): ExplainedVoxel => {
  const maps = attribution.kind === 'explained' ? attribution.maps : []
  return {
    a: ends.a?.[position] ?? 0,
    b: ends.b?.[position] ?? 0,
    contributions: maps.map((map) => -(map[position] ?? 0)),
  }
})

/** The unit of the explained difference. */
export interface ExplainedUnit {
  /** Whether the kind of map has units at all. */
  readonly exists: boolean
  /** Empty where there is none or A's and B's differ. */
  readonly text: string
}

/** The unit of the explained map, where A and B have the same. */
export function explainedUnit(state: AppState): ExplainedUnit {
  const { settings, view } = state
  const kind = explainedMap(state)
  const exists = conversionPower(kind) !== 0
  if (settings === null) return { exists, text: '' }
  const [a, b] = panes.map((pane) => mapUnit(kind, settings.pipelines[pane].intensity, view.units))
  return { exists, text: a !== undefined && a === b ? a : '' }
}

/** The attribution of the explained map in the units not chosen; null for maps without units, or while refits go on. */
export function otherUnitsAttribution({ explain, view }: AppState): Attribution | null {
  const kind = explainedMap({ view })
  if (conversionPower(kind) === 0 || explain.job.status === 'running') return null
  const other = view.units === 'as-estimated' ? 'percent-of-voxel-mean' : 'as-estimated'
  return otherAttributionOf(explain.shown, kind, other)
}

/** How far the shares may be from exact: a standard error, or half the gap between first and last step; 0 if exact, null without any. */
export function shareUncertainty(state: AppState): number | null {
  const attribution = shownAttribution(state)
  if (attribution?.kind !== 'explained') return null
  const { basis, switches } = attribution
  if (basis === 'exact') return 0
  const each = switches.map(({ standardError, order: { first, last } }) =>
    basis === 'sampled' ? standardError : Math.abs(first - last) / 2,
  )
  return Math.max(...each)
}

/** The largest part of A - B at any voxel that no setting has, relative to the r.m.s. of A - B; null without shares. */
export function largestRemainder({ explain, view }: AppState): number | null {
  const kind = explainedMap({ view })
  const attribution = attributionOf(explain.shown, kind, view.units)
  if (explain.shown === null || attribution === null) return null
  return remainderOf(attribution, endsOf(explain.shown, kind, view.units))
}

const remainderOf = memoizeLast((attribution: Attribution, { a, b }: Ends): number | null => {
  if (attribution.kind !== 'explained' || a === null || b === null) return null
  const difference = b.map((value, v) => value - (a[v] ?? 0))
  const rest = difference.map((value, v) =>
    attribution.maps.reduce((left, map) => left - (map[v] ?? 0), value),
  )
  const largest = rest.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const meanSquare = difference.reduce((sum, value) => sum + value * value, 0) / difference.length
  return largest / Math.sqrt(meanSquare)
})

/** For the viewer, file order of the whole grid: which switch moves each voxel most, and how far. */
export interface DominatingMap {
  /** 0: not compared; n: the nth switch. */
  readonly categories: Uint8Array
  /** Size of that switch's contribution, in the map's units. */
  readonly strength: Float32Array
  /** The 90th percentile of the strengths. */
  readonly range: number
  /** Share of the compared voxels that each switch dominates. */
  readonly fractions: readonly number[]
}

/** Which switch moves each voxel most; null until there is a first estimate or where nothing differs. */
export function dominatingMap(state: AppState): DominatingMap | null {
  const { explain, run } = state
  const attribution = shownAttribution(state)
  if (explain.shown === null || run === null || attribution === null) return null
  return dominatingOf(attribution, explain.shown.voxels, run.images.mean.length)
}

const dominatingOf = memoizeLast(
  (attribution: Attribution, voxels: Int32Array, size: number): DominatingMap | null => {
    if (attribution.kind === 'identical') return null
    const { dominating, maps } = attribution
    const categories = new Uint8Array(size)
    const strength = new Float32Array(size)
    const counts = maps.map(() => 0)
    voxels.forEach((voxel, v) => {
      const winner = dominating[v] ?? 0
      categories[voxel] = winner + 1
      strength[voxel] = Math.abs(maps[winner]?.[v] ?? 0)
      counts[winner] = (counts[winner] ?? 0) + 1
    })
    const sizes = Float64Array.from(voxels, (voxel) => strength[voxel] ?? 0)
    const range = valueAtRank(sizes, Math.floor(0.9 * sizes.length))
    return {
      categories,
      strength,
      range: range > 0 ? range : 1,
      fractions: counts.map((count) => count / voxels.length),
    }
  },
)
