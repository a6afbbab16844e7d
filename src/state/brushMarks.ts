import { average, difference, type PairedMaps } from '../core/compare/difference.ts'
import {
  pointsInRange,
  pointsInside,
  positionsOf,
  regionMeans,
  voxelsInSphere,
  type PlotRegion,
} from '../core/compare/region.ts'
import type { AppState, View } from './appState.ts'
import type { Brush, BrushedPlot } from './brush.ts'
import { shownPair, type Pair } from './comparison.ts'
import { memoizeLast } from './memo.ts'
import { spaceOf, voxelCountIn, type Space, type SpaceSource } from './space.ts'

/** File-order indices of the marked voxels, ascending; null while nothing marks. Marks belong to Compare. */
export function markedVoxels(state: SpaceSource & Pick<AppState, 'view'>): Int32Array | null {
  const { view } = state
  const space = spaceOf(state)
  if (space === null || view.tab !== 'compare') return null
  return voxelsOf(space, view.brush, view.brush.mode === 'sphere' ? view.crosshairMm : null)
}

const voxelsOf = memoizeLast(
  (space: Space, { mode, radiusMm, drawn }: Brush, centreMm: View['crosshairMm'] | null) => {
    if (mode === 'off') return null
    if (centreMm !== null) return voxelsInSphere(space.grid, centreMm, radiusMm)
    return drawn?.spaceId === space.id ? drawn.voxels : null
  },
)

/** The voxels whose values lie inside an outline drawn in one of the plots; in a histogram its width counts, of either map. */
export function voxelsDrawn(state: AppState, plot: BrushedPlot, region: PlotRegion): Int32Array {
  const pair = shownPair(state)
  if (pair === null) return new Int32Array(0)
  const positions = positionsDrawn(pair.pairs, plot, region)
  return Int32Array.from(positions, (position) => pair.pairs.voxels[position] ?? 0)
}

function positionsDrawn(pairs: PairedMaps, plot: BrushedPlot, region: PlotRegion): Int32Array {
  switch (plot) {
    case 'scatter':
      return pointsInside(region, pairs.a, pairs.b)
    case 'bland-altman':
      return pointsInside(region, average(pairs), difference(pairs))
    case 'histogram':
      return pointsInRange(pairs, [Math.min(...region.x), Math.max(...region.x)])
  }
}

/** The marked voxels once more voxels are marked on a slice: in place of those, beside them, or each the other way round. */
export function markedWith(
  marked: Int32Array,
  voxels: Int32Array,
  how: 'replace' | 'add' | 'toggle',
): Int32Array {
  if (how === 'replace') return voxels
  const all = new Set(marked)
  for (const voxel of voxels) {
    if (how === 'toggle' && all.has(voxel)) all.delete(voxel)
    else all.add(voxel)
  }
  return Int32Array.from(all).sort()
}

/** The values of the marked voxels that both maps have; null while nothing marks. */
export function markedPairs(state: AppState): Pick<PairedMaps, 'a' | 'b'> | null {
  return pairsAt(shownPair(state), markedVoxels(state))
}

const pairsAt = memoizeLast((pair: Pair | null, voxels: Int32Array | null) => {
  if (pair === null || voxels === null) return null
  const positions = positionsOf(pair.pairs, voxels)
  return {
    a: Float64Array.from(positions, (position) => pair.pairs.a[position] ?? 0),
    b: Float64Array.from(positions, (position) => pair.pairs.b[position] ?? 0),
  }
})

/** What is said about the marked voxels. */
export interface MarkSummary {
  /** Voxels marked, compared or not. */
  readonly marked: number
  /** Of these, voxels that both maps have. */
  readonly compared: number
  /** Means of the maps shown over the compared ones; NaN of none. */
  readonly meanA: number
  readonly meanB: number
  readonly unitA: string
  readonly unitB: string
}

/** Number of marked voxels and their means in A and B; null while nothing marks. */
export function markSummary(state: AppState): MarkSummary | null {
  return summaryOf(shownPair(state), markedVoxels(state))
}

const summaryOf = memoizeLast((pair: Pair | null, voxels: Int32Array | null): MarkSummary | null => {
  if (pair === null || voxels === null) return null
  const { count, meanA, meanB } = regionMeans(pair.pairs, positionsOf(pair.pairs, voxels))
  return { marked: voxels.length, compared: count, meanA, meanB, unitA: pair.unitA, unitB: pair.unitB }
})

/** 1 at the marked voxels, file order of the whole grid; null while nothing marks. */
export function markMask(state: SpaceSource & Pick<AppState, 'view'>): Uint8Array | null {
  return maskOf(markedVoxels(state), voxelCountIn(spaceOf(state)))
}

const maskOf = memoizeLast((voxels: Int32Array | null, size: number): Uint8Array | null => {
  if (voxels === null || voxels.length === 0) return null
  const mask = new Uint8Array(size)
  for (const voxel of voxels) mask[voxel] = 1
  return mask
})
