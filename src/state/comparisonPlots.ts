import { robustRange } from '../core/compare/axisRange.ts'
import { average, difference, type PairedMaps } from '../core/compare/difference.ts'
import { hexbin, type HexBins } from '../core/compare/hexbin.ts'
import { sharedHistogram } from '../core/compare/histogram.ts'
import { overlapCurve, thresholdSteps } from '../core/compare/overlap.ts'
import type { MapKind } from '../core/contrast/mapKind.ts'
import type { AppState } from './appState.ts'
import { markedPairs } from './brushMarks.ts'
import { shownAgreement, shownPair, type Pair } from './comparison.ts'
import { judgedPair, type JudgedPair } from './comparisonThreshold.ts'
import { memoizeLast } from './memo.ts'
import { crosshairVoxel, positionOf } from './readouts.ts'

/** Columns of hexagons across a scatter plot. */
const hexColumns = 48

type Values = Pick<PairedMaps, 'a' | 'b'>

/** Hexagons as the charts draw them. */
export interface DrawnBins {
  readonly bins: readonly { readonly x: number; readonly y: number; readonly count: number }[]
  readonly columnSpacing: number
  readonly rowSpacing: number
}

/** All voxels in hexagons, the marked ones in the same, and a voxel of each hexagon to go to. */
interface BinnedVoxels {
  readonly hexbins: DrawnBins
  readonly voxelOfBin: Int32Array
  /** Voxels beyond the axes, which hold all but the most extreme. */
  readonly outside: number
}

/** B's values against A's. */
export interface Scatter extends BinnedVoxels {
  readonly unitA: string
  readonly unitB: string
  readonly regression: { readonly slope: number; readonly intercept: number } | null
}

/** The scatter plot of the two maps on screen. */
export function scatter(state: AppState): Scatter | null {
  return scatterOf(shownPair(state))
}

const scatterOf = memoizeLast((pair: Pair | null): Scatter | null => {
  if (pair === null || pair.pairs.a.length === 0) return null
  const { pairs, unitA, unitB } = pair
  const { slope, intercept } = shownAgreement(pair)
  return {
    ...binnedVoxels(scatterBins(pairs, pairs), pairs.voxels),
    unitA,
    unitB,
    regression: Number.isFinite(slope) ? { slope, intercept } : null,
  }
})

/** `values` in the hexagons of the scatter plot of `pairs`. */
function scatterBins(pairs: Values, values: Values): HexBins {
  const [xRange, yRange] = [robustRange([pairs.a]), robustRange([pairs.b])]
  return hexbin(values.a, values.b, { columns: hexColumns, xRange, yRange })
}

/** A's and B's values at the crosshair; null where it lies in none of the compared voxels. */
export function crosshairValues(state: AppState): { readonly a: number; readonly b: number } | null {
  return valuesAt(shownPair(state), crosshairVoxel(state))
}

const valuesAt = memoizeLast((pair: Pair | null, voxel: number | null) => {
  const position = pair === null || voxel === null ? -1 : positionOf(pair.pairs.voxels, voxel)
  if (pair === null || position < 0) return null
  return { a: pair.pairs.a[position] ?? 0, b: pair.pairs.b[position] ?? 0 }
})

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
  const { meanDifference, limitsOfAgreement } = shownAgreement(pair)
  return {
    ...binnedVoxels(blandAltmanBins(pair.pairs, pair.pairs), pair.pairs.voxels),
    meanDifference,
    lowerLimit: limitsOfAgreement[0],
    upperLimit: limitsOfAgreement[1],
    unit: pair.unitA === pair.unitB ? pair.unitA : 'units differ',
  }
})

function blandAltmanBins(pairs: PairedMaps, values: Values): HexBins {
  const [x, y] = [average(pairs), difference(pairs)]
  const own = { ...pairs, ...values }
  const options = { columns: hexColumns, xRange: robustRange([x]), yRange: robustRange([y]) }
  return hexbin(average(own), difference(own), options)
}

/** Both maps' values in the same bins. */
export interface Histograms {
  readonly edges: Float64Array
  readonly countsA: Int32Array
  readonly countsB: Int32Array
  readonly quantity: string
}

/** Histograms of the two maps on screen; `labelOf` gives the map's name. */
export function histograms(state: AppState, labelOf: (kind: MapKind) => string): Histograms | null {
  return histogramsOf(shownPair(state), labelOf)
}

const histogramsOf = memoizeLast(
  (pair: Pair | null, labelOf: (kind: MapKind) => string): Histograms | null => {
    if (pair === null || pair.pairs.a.length === 0) return null
    const unit = pair.unitA === pair.unitB ? pair.unitA : `A ${pair.unitA}, B ${pair.unitB}`
    return {
      ...sharedHistogram(pair.pairs),
      quantity: unit === '' ? labelOf(pair.kind) : `${labelOf(pair.kind)}, ${unit}`,
    }
  },
)

/** The marked voxels in the bins of each plot. */
export interface MarkedBins {
  readonly scatter: DrawnBins
  readonly blandAltman: DrawnBins
  readonly histogram: Pick<Histograms, 'edges' | 'countsA' | 'countsB'>
}

/** Where the marked voxels lie in the plots; null while nothing marks. */
export function markedBins(state: AppState): MarkedBins | null {
  return markedBinsOf(shownPair(state), markedPairs(state))
}

const markedBinsOf = memoizeLast((pair: Pair | null, marked: Values | null): MarkedBins | null => {
  if (pair === null || marked === null || marked.a.length === 0) return null
  const { pairs } = pair
  const range = robustRange([pairs.a, pairs.b])
  return {
    scatter: drawnBins(scatterBins(pairs, marked)),
    blandAltman: drawnBins(blandAltmanBins(pairs, marked)),
    histogram: sharedHistogram(marked, undefined, range),
  }
})

function binnedVoxels(bins: HexBins, voxels: Int32Array): BinnedVoxels {
  return {
    hexbins: drawnBins(bins),
    voxelOfBin: Int32Array.from(bins.counts, (_, i) => voxels[bins.members[bins.starts[i] ?? 0] ?? 0] ?? 0),
    outside: bins.outside,
  }
}

function drawnBins(bins: HexBins): DrawnBins {
  return {
    bins: Array.from(bins.counts, (count, i) => ({ x: bins.x[i] ?? 0, y: bins.y[i] ?? 0, count })),
    columnSpacing: bins.width,
    rowSpacing: 0.75 * bins.height,
  }
}

/** How far the voxels beyond a threshold coincide, over all thresholds. */
export interface OverlapCurves {
  readonly thresholds: readonly number[]
  readonly dice: readonly number[]
  readonly jaccard: readonly number[]
  readonly threshold: number
  readonly statistic: string
}

/** Dice and Jaccard over thresholds of what the threshold looks at. */
export function overlapCurves(state: AppState): OverlapCurves | null {
  return overlapOf(judgedPair(state), state.view.thresholdAbs)
}

const overlapOf = memoizeLast((judged: JudgedPair | null, threshold: number): OverlapCurves | null => {
  if (judged === null || judged.pairs.a.length === 0) return null
  const thresholds = thresholdSteps(judged.pairs)
  const curve = overlapCurve(judged.pairs, thresholds, 'both')
  return {
    thresholds,
    dice: curve.map(({ dice }) => dice),
    jaccard: curve.map(({ jaccard }) => jaccard),
    threshold,
    statistic: judged.statistic,
  }
})
