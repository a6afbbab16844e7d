import type { MapKind } from '../core/contrast/mapKind.ts'
import { panes, type AppState } from './appState.ts'
import { shownPair } from './comparison.ts'
import { voxelMap } from './displayMaps.ts'
import type { PaneResult } from './paneResult.ts'
import { conversionPower } from './units.ts'

/** Fewer voxels say nothing about a distribution. */
const fewestForPlots = 50

/** Why the comparison is missing, partly missing or to be read with care. */
export interface ComparisonProblem {
  /** One sentence, or two. */
  readonly text: string
  /** What is left out for it. */
  readonly leavesOut: 'everything' | 'plots' | 'nothing'
}

/** What stands in the way of comparing the maps on screen; null where nothing does. */
export function comparisonProblem(state: AppState): ComparisonProblem | null {
  const text = missingMap(state) ?? noCommonVoxel(state)
  if (text !== null) return { text, leavesOut: 'everything' }
  const poor = tooFewVoxels(state) ?? masks(state)
  if (poor !== null) return { text: poor, leavesOut: 'plots' }
  const note = earlierFit(state) ?? unlikeUnits(state) ?? constantMap(state)
  return note === null ? null : { text: note, leavesOut: 'nothing' }
}

function missingMap(state: AppState): string | null {
  for (const pane of panes) {
    const { shown, refusal, job } = state.panes[pane]
    const letter = pane.toUpperCase()
    if (shown === null) {
      if (refusal !== null) return `${letter} could not be fitted: ${refusal.message}`
      if (job.status === 'failed') return `${letter} could not be fitted: ${job.finding.message}`
      if (job.status === 'cancelled') return `The fit of ${letter} was cancelled before there was a map.`
      return 'Shown once both maps are there.'
    }
    if (voxelMap(state, pane) === null) return whyWithoutMap(letter, shown, state.view.map)
  }
  return null
}

const nonLinear: readonly MapKind[] = ['effect', 'standard-error', 'variance', 't']

function whyWithoutMap(letter: string, result: PaneResult, kind: MapKind): string {
  const { contrastText, maps } = result
  if (result.kind === 'imported') return `${letter} came from files, and none of them is this kind of map.`
  if (nonLinear.includes(kind) && maps.has('F'))
    return `${letter} has no such map: its contrast, ${contrastText}, is an F contrast.`
  if (kind === 'F') return `${letter} has no F map: its contrast, ${contrastText}, is a t contrast.`
  if (kind === 'noise-rho') return `${letter} has no noise ρ: its noise model has none.`
  return `${letter} has no map of this kind.`
}

function noCommonVoxel(state: AppState): string | null {
  if (shownPair(state)?.pairs.a.length !== 0) return null
  const [a, b] = panes.map((pane) => state.panes[pane].shown?.voxels.length ?? 0)
  return `No voxel can be compared: A has ${String(a)} voxels, B ${String(b)}, and none with a finite value in both.`
}

function tooFewVoxels(state: AppState): string | null {
  const count = shownPair(state)?.pairs.a.length ?? 0
  if (count >= fewestForPlots) return null
  const voxels = count === 1 ? '1 voxel is' : `${String(count)} voxels are`
  return `Only ${voxels} in both masks; the plots need ${String(fewestForPlots)}.`
}

function masks(state: AppState): string | null {
  if (state.view.map !== 'mask') return null
  return 'A mask is 1 wherever it is anything; how the masks differ is in the numbers of voxels.'
}

function earlierFit(state: AppState): string | null {
  const pane = panes.find((each) => state.panes[each].refusal !== null)
  if (pane === undefined) return null
  return `${pane.toUpperCase()} could not be fitted with its present settings; its earlier fit is compared.`
}

/** Such as SPM12's noise correlation, of which there is one for all voxels. */
function constantMap(state: AppState): string | null {
  const pair = shownPair(state)
  if (pair === null) return null
  const constant = panes.find((pane) => pair.pairs[pane].every((value) => value === pair.pairs[pane][0]))
  if (constant === undefined) return null
  return `${constant.toUpperCase()} has the same value at every voxel: r, slope and concordance mean nothing here.`
}

function unlikeUnits(state: AppState): string | null {
  const pair = shownPair(state)
  if (pair === null || pair.unitA === pair.unitB) return null
  const units = `A is in ${pair.unitA}, B in ${pair.unitB}: slope, RMS difference and A − B mix the two.`
  return conversionPower(pair.kind) === 0
    ? `${units} This map has no common unit.`
    : `${units} Common units (% of voxel mean) do not.`
}
