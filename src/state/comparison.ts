import { agreement, type Agreement } from '../core/compare/agreement.ts'
import { pairMaps, type PairedMaps, type VoxelMap as CoreMap } from '../core/compare/difference.ts'
import { quantileInPlace } from '../core/math/selectValue.ts'
import type { MapKind } from '../core/contrast/mapKind.ts'
import { panes, type AppState, type Pane, type Units } from './appState.ts'
import { voxelMap, type VoxelMap } from './displayMaps.ts'
import { memoizeLast, memoizePerKey } from './memo.ts'
import { paneValues } from './paneMap.ts'
import { fitOf, type PaneResult } from './paneResult.ts'
import { unitOf } from './resultUnits.ts'
import { spaceOf, type Space, type SpaceSource } from './space.ts'
import { conversionPower } from './units.ts'

/** File-order index of the voxel where A and B differ most; null without a difference. */
export function voxelOfLargestDifference(state: AppState): number | null {
  const map = voxelMap(state, 'difference')
  if (map === null) return null
  let best = -1
  map.values.forEach((value, v) => {
    if (best < 0 || Math.abs(value) > Math.abs(map.values[best] ?? 0)) best = v
  })
  return map.voxels[best] ?? null
}

/** The two maps on screen, paired over the voxels of both masks. */
export interface Pair {
  readonly pairs: PairedMaps
  readonly unitA: string
  readonly unitB: string
  readonly kind: MapKind
}

/** The maps on screen; null while one is missing. */
export function shownPair(state: AppState): Pair | null {
  return pairOf(voxelMap(state, 'a'), voxelMap(state, 'b'))
}

const pairOf = memoizeLast((a: VoxelMap | null, b: VoxelMap | null): Pair | null =>
  a === null || b === null ? null : { pairs: pairMaps(a, b), unitA: a.unit, unitB: b.unit, kind: a.kind },
)

/** Agreement of the maps on screen; null while one is missing. */
export function shownAgreement(pair: Pair): Agreement {
  return agreementOf(pair.pairs)
}

const agreementOf = memoizeLast((pairs: PairedMaps): Agreement => agreement(pairs))

/** Agreement of any kind of map in any units, whatever is on screen; null where a pane has none. */
export function agreementIn(
  state: SpaceSource & Pick<AppState, 'panes'>,
  kind: MapKind,
  units: Units,
): Agreement | null {
  const { a, b } = state.panes
  const space = spaceOf(state)
  const key = `${kind} ${units}`
  return mapsAgreement(
    key,
    resultMap(`a ${key}`, a.shown, space, kind, units),
    resultMap(`b ${key}`, b.shown, space, kind, units),
  )
}

const resultMap = memoizePerKey(
  (result: PaneResult | null, space: Space | null, kind: MapKind, units: Units): CoreMap | null => {
    const values = result === null || space === null ? null : paneValues(result, space, kind, units)
    return result === null || values === null ? null : { voxels: result.voxels, values }
  },
)

const mapsAgreement = memoizePerKey((a: CoreMap | null, b: CoreMap | null): Agreement | null => {
  const pairs = a === null || b === null ? null : pairMaps(a, b)
  return pairs === null || pairs.a.length === 0 ? null : agreement(pairs)
})

/** What the agreement table says about the maps on screen. */
export interface AgreementSummary {
  /** Null where A and B as estimated have one unit, or the map has none. */
  readonly asEstimated: Agreement | null
  /** In common units, where there are any; else as they are. */
  readonly common: Agreement
  readonly kind: MapKind
  /** Of `common`; null where A's and B's differ. */
  readonly unit: string | null
  /** Correlation of the t maps, where both have one and it is not they that are shown. */
  readonly rOfT: number | null
  readonly voxels: {
    readonly both: number
    readonly onlyA: number
    readonly onlyB: number
    readonly notFinite: number
  }
}

/** How alike the two maps on screen are; null where there is no voxel to compare. */
export function agreementSummary(state: AppState): AgreementSummary | null {
  const pair = shownPair(state)
  if (pair === null || pair.pairs.a.length === 0) return null
  const common = agreementIn(state, pair.kind, 'percent-of-voxel-mean')
  if (common === null) return null
  const hasOwnUnits =
    conversionPower(pair.kind) !== 0 && sharedUnit(state, pair.kind, 'as-estimated') === null
  const own = hasOwnUnits ? agreementIn(state, pair.kind, 'as-estimated') : null
  const t = pair.kind === 't' ? null : agreementIn(state, 't', 'as-estimated')
  const unit = sharedUnit(state, pair.kind, 'percent-of-voxel-mean')
  return { ...summaryOf(pair, common, own, unit), rOfT: t?.r ?? null }
}

/** The unit of both maps; null where they differ. */
function sharedUnit(
  { panes: { a, b } }: Pick<AppState, 'panes'>,
  kind: MapKind,
  units: Units,
): string | null {
  if (a.shown === null || b.shown === null) return null
  const [unitA, unitB] = [a.shown, b.shown].map((result) => unitOf(result, kind, units))
  return unitA !== undefined && unitA === unitB ? unitA : null
}

const summaryOf = memoizeLast(
  (
    { kind, pairs }: Pair,
    common: Agreement,
    asEstimated: Agreement | null,
    unit: string | null,
  ): Omit<AgreementSummary, 'rOfT'> => ({
    ...{ asEstimated, common, kind, unit },
    voxels: {
      both: pairs.voxels.length,
      onlyA: pairs.onlyA,
      onlyB: pairs.onlyB,
      notFinite: pairs.notFinite,
    },
  }),
)

/** By what a pane's map as estimated is multiplied to be in percent of voxel mean. */
export interface Conversion {
  readonly pane: Pane
  readonly fromUnit: string
  readonly toUnit: string
  /** Over the pane's voxels: median, 5th and 95th percentile. */
  readonly median: number
  readonly low: number
  readonly high: number
}

/** The conversion of both panes' maps to common units; empty where the map on screen has none. */
export function conversions(state: Pick<AppState, 'panes' | 'view'>): readonly Conversion[] {
  const power = conversionPower(state.view.map)
  if (power === 0) return []
  return conversionsOf(state.panes.a.shown, state.panes.b.shown, state.view.map, power)
}

const conversionsOf = memoizeLast(
  (a: PaneResult | null, b: PaneResult | null, kind: MapKind, power: number): readonly Conversion[] =>
    panes.flatMap((pane) => {
      const result = fitOf(pane === 'a' ? a : b)
      if (result === null || result.voxels.length === 0) return []
      const factors = result.commonUnitFactor.map((factor) => factor ** power)
      return [
        {
          pane,
          fromUnit: unitOf(result, kind, 'as-estimated'),
          toUnit: unitOf(result, kind, 'percent-of-voxel-mean'),
          median: quantileInPlace(factors, 0.5),
          low: quantileInPlace(factors, 0.05),
          high: quantileInPlace(factors, 0.95),
        },
      ]
    }),
)
