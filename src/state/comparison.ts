import { agreement, type Agreement } from '../core/compare/agreement.ts'
import { robustRange } from '../core/compare/axisRange.ts'
import { average, difference, pairMaps, type PairedMaps } from '../core/compare/difference.ts'
import { hexbin, type HexBins } from '../core/compare/hexbin.ts'
import { sharedHistogram } from '../core/compare/histogram.ts'
import { overlapAt, overlapCurve, thresholdSteps } from '../core/compare/overlap.ts'
import { hasContrast } from '../core/export/mapNames.ts'
import type { AppState, LoadedRun } from './appState.ts'
import { voxelMap, type VoxelMap } from './displayMaps.ts'
import { memoizeLast } from './memo.ts'
import { estimatedValues, statisticValues } from './paneMap.ts'
import type { PaneResult } from './paneResult.ts'
import { conversionPower, intensityUnit } from './units.ts'

/** Columns of hexagons across a scatter plot. */
const hexColumns = 48

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
interface Pair {
  readonly pairs: PairedMaps
  readonly unitA: string
  readonly unitB: string
  readonly kind: VoxelMap['kind']
}

function shownPair(state: AppState): Pair | null {
  return pairOf(voxelMap(state, 'a'), voxelMap(state, 'b'))
}

const pairOf = memoizeLast((a: VoxelMap | null, b: VoxelMap | null): Pair | null =>
  a === null || b === null ? null : { pairs: pairMaps(a, b), unitA: a.unit, unitB: b.unit, kind: a.kind },
)

/** t, or F for F contrasts, of both panes over the voxels of both. */
const statisticPair = memoizeLast((a: PaneResult | null, b: PaneResult | null): PairedMaps | null => {
  const [first, second] = [a && statisticValues(a), b && statisticValues(b)]
  if (a === null || b === null || first == null || second == null) return null
  return pairMaps({ voxels: a.voxels, values: first }, { voxels: b.voxels, values: second })
})

const estimatedAgreement = memoizeLast(
  (run: LoadedRun, a: PaneResult, b: PaneResult, kind: VoxelMap['kind']): Agreement | null => {
    const [first, second] = [estimatedValues(a, run, kind), estimatedValues(b, run, kind)]
    if (first === null || second === null) return null
    return agreement(pairMaps({ voxels: a.voxels, values: first }, { voxels: b.voxels, values: second }))
  },
)

/** What the agreement table says about the map shown. */
export interface AgreementSummary {
  /** Null where the units of the map cannot be chosen. */
  readonly asEstimated: Agreement | null
  /** In the units on screen. */
  readonly shown: Agreement
  readonly unit: string
  /** Correlation of the t (or F) maps, where both have one. */
  readonly rOfT: number | null
  /** Voxels of both masks beyond the threshold on |t|; null for maps without one. */
  readonly above: { readonly aOnly: number; readonly both: number; readonly bOnly: number } | null
  readonly voxels: { readonly both: number; readonly aOnly: number; readonly bOnly: number }
}

/** How alike the two maps on screen are. */
export function agreementSummary(state: AppState): AgreementSummary | null {
  const { panes, view } = state
  const pair = shownPair(state)
  const statistics = statisticPair(panes.a.shown, panes.b.shown)
  const judged = view.thresholdOn === 't' ? statistics : (pair?.pairs ?? null)
  const numbers = numbersOf(pair, statistics, estimatedPairAgreement(state))
  return withOverlap(numbers, judged, view.thresholdAbs, hasContrast(view.map))
}

const numbersOf = memoizeLast(
  (
    pair: Pair | null,
    statistics: PairedMaps | null,
    asEstimated: Agreement | null,
  ): Omit<AgreementSummary, 'above'> | null => {
    if (pair === null || pair.pairs.a.length === 0) return null
    const { pairs, unitA, unitB } = pair
    return {
      asEstimated,
      shown: shownAgreement(pair),
      unit: unitA === unitB ? unitA : 'units differ',
      rOfT: statistics === null ? null : agreement(statistics).r,
      voxels: { both: pairs.voxels.length, aOnly: pairs.onlyA, bOnly: pairs.onlyB },
    }
  },
)

const withOverlap = memoizeLast(
  (
    numbers: Omit<AgreementSummary, 'above'> | null,
    judged: PairedMaps | null,
    threshold: number,
    hasThreshold: boolean,
  ): AgreementSummary | null => {
    if (numbers === null) return null
    if (judged === null || !hasThreshold) return { ...numbers, above: null }
    const { onlyA, both, onlyB } = overlapAt(judged, threshold, 'both')
    return { ...numbers, above: { aOnly: onlyA, both, bOnly: onlyB } }
  },
)

/** Agreement of the maps as estimated; null where the units on screen are those already, or cannot be chosen. */
function estimatedPairAgreement({ run, panes: { a, b }, view }: AppState): Agreement | null {
  if (run === null || a.shown === null || b.shown === null) return null
  const hasOwnUnits = intensityUnit(a.shown.intensity) !== intensityUnit(b.shown.intensity)
  if (conversionPower(view.map) === 0 || !hasOwnUnits) return null
  return estimatedAgreement(run, a.shown, b.shown, view.map)
}

const shownAgreement = memoizeLast((pair: Pair): Agreement => agreement(pair.pairs))

/** Hexagons as the charts draw them, with a voxel of each to go to. */
interface BinnedVoxels {
  readonly hexbins: {
    readonly bins: readonly { readonly x: number; readonly y: number; readonly count: number }[]
    readonly columnSpacing: number
    readonly rowSpacing: number
  }
  readonly voxelOfBin: Int32Array
}

/** B's values against A's. */
export interface Scatter extends BinnedVoxels {
  readonly unitA: string
  readonly unitB: string
  readonly regression: { readonly slope: number; readonly intercept: number } | null
  readonly crosshair: null
}

/** The scatter plot of the two maps on screen. */
export function scatter(state: AppState): Scatter | null {
  return scatterOf(shownPair(state))
}

const scatterOf = memoizeLast((pair: Pair | null): Scatter | null => {
  if (pair === null || pair.pairs.a.length === 0) return null
  const { pairs, unitA, unitB } = pair
  const options = { columns: hexColumns, xRange: robustRange([pairs.a]), yRange: robustRange([pairs.b]) }
  const { slope, intercept } = shownAgreement(pair)
  return {
    ...binnedVoxels(hexbin(pairs.a, pairs.b, options), pairs.voxels),
    unitA,
    unitB,
    regression: Number.isFinite(slope) ? { slope, intercept } : null,
    crosshair: null,
  }
})

function binnedVoxels(bins: HexBins, voxels: Int32Array): BinnedVoxels {
  return {
    hexbins: {
      bins: Array.from(bins.counts, (count, i) => ({ x: bins.x[i] ?? 0, y: bins.y[i] ?? 0, count })),
      columnSpacing: bins.width,
      rowSpacing: 0.75 * bins.height,
    },
    voxelOfBin: Int32Array.from(bins.counts, (_, i) => voxels[bins.members[bins.starts[i] ?? 0] ?? 0] ?? 0),
  }
}

/** A − B against the mean of both. */
export interface BlandAltman extends BinnedVoxels {
  readonly meanDifference: number
  readonly lowerLimit: number
  readonly upperLimit: number
  readonly unit: string
}

/** Bland and Altman's plot of the two maps on screen. */
export function blandAltman(state: AppState): BlandAltman | null {
  return blandAltmanOf(shownPair(state))
}

const blandAltmanOf = memoizeLast((pair: Pair | null): BlandAltman | null => {
  if (pair === null || pair.pairs.a.length === 0) return null
  const [x, y] = [average(pair.pairs), difference(pair.pairs)]
  const options = { columns: hexColumns, xRange: robustRange([x]), yRange: robustRange([y]) }
  const { meanDifference, limitsOfAgreement } = shownAgreement(pair)
  return {
    ...binnedVoxels(hexbin(x, y, options), pair.pairs.voxels),
    meanDifference,
    lowerLimit: limitsOfAgreement[0],
    upperLimit: limitsOfAgreement[1],
    unit: pair.unitA === pair.unitB ? pair.unitA : 'units differ',
  }
})

/** Both maps' values in the same bins. */
export interface Histograms {
  readonly edges: Float64Array
  readonly countsA: Int32Array
  readonly countsB: Int32Array
  readonly quantity: string
}

/** Histograms of the two maps on screen; `labelOf` gives the map's name. */
export function histograms(state: AppState, labelOf: (kind: VoxelMap['kind']) => string): Histograms | null {
  return histogramsOf(shownPair(state), labelOf)
}

const histogramsOf = memoizeLast(
  (pair: Pair | null, labelOf: (kind: VoxelMap['kind']) => string): Histograms | null => {
    if (pair === null || pair.pairs.a.length === 0) return null
    const unit = pair.unitA === pair.unitB ? pair.unitA : `A ${pair.unitA}, B ${pair.unitB}`
    return {
      ...sharedHistogram(pair.pairs),
      quantity: unit === '' ? labelOf(pair.kind) : `${labelOf(pair.kind)}, ${unit}`,
    }
  },
)

/** How far the voxels beyond a threshold coincide, over all thresholds. */
export interface OverlapCurves {
  readonly thresholds: readonly number[]
  readonly curves: readonly { readonly name: string; readonly dice: readonly number[] }[]
  readonly threshold: number
  readonly statistic: string
}

/** Dice over thresholds, of what the threshold looks at. */
export function overlapCurves(state: AppState): OverlapCurves | null {
  const { panes, view } = state
  const pair = shownPair(state)
  if (pair === null || !hasContrast(view.map)) return null
  const onT = view.thresholdOn === 't'
  const judged = onT ? statisticPair(panes.a.shown, panes.b.shown) : pair.pairs
  return overlapOf(judged, view.thresholdAbs, onT ? '|t|' : '|map shown|')
}

const overlapOf = memoizeLast(
  (pairs: PairedMaps | null, threshold: number, statistic: string): OverlapCurves | null => {
    if (pairs === null || pairs.a.length === 0) return null
    const thresholds = thresholdSteps(pairs)
    const dice = overlapCurve(pairs, thresholds, 'both').map((overlap) => overlap.dice)
    return { thresholds, curves: [{ name: 'Dice', dice }], threshold, statistic }
  },
)
