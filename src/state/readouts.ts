import { voxelIndexAt } from '../core/volume/position.ts'
import type { AppState, Units } from './appState.ts'
import type { Readout } from './display.ts'
import { memoizeFields } from './memo.ts'
import { voxelMap, type Shown, type Viewer } from './displayMaps.ts'
import { paneValueAt, statisticValues } from './paneMap.ts'
import type { PaneResult } from './paneResult.ts'
import { unitOf } from './resultUnits.ts'
import { spaceOf, type SpaceSource } from './space.ts'
import { conversionPower } from './units.ts'

/** File-order index of the voxel at the crosshair; null outside the grid. */
export function crosshairVoxel(state: SpaceSource & Pick<AppState, 'view'>): number | null {
  const space = spaceOf(state)
  return space === null ? null : voxelIndexAt(space.grid, state.view.crosshairMm)
}

/** The numbers beside a viewer for the voxel at the crosshair; null where the viewer has none. */
export function readout(state: AppState, viewer: Viewer): Readout | null {
  const { run, panes, view, maps, sources } = state
  return readoutOf[viewer]({ run, panes, view, maps, sources })
}

type ReadoutSource = Pick<AppState, 'run' | 'panes' | 'view' | 'maps' | 'sources'>

// The view changes with every step of the crosshair, so one call per step and viewer is all that is remembered.
const readoutOf = { a: readoutBeside('a'), b: readoutBeside('b'), difference: readoutBeside('difference') }

function readoutBeside(viewer: Viewer): (state: ReadoutSource) => Readout | null {
  return memoizeFields(['run', 'panes', 'view', 'maps', 'sources'], (state: ReadoutSource) => {
    const voxel = crosshairVoxel(state)
    const map = voxelMap(state, viewer)
    const position = voxel === null || map === null ? -1 : positionOf(map.voxels, voxel)
    if (map === null || position < 0) return null
    const base = { value: map.values[position] ?? 0, unit: map.unit }
    const result = viewer === 'difference' ? null : state.panes[viewer].shown
    if (result === null) {
      return {
        ...base,
        standardError: null,
        t: differenceOfT(state, voxel),
        otherUnits: null,
        aboveThreshold: null,
      }
    }
    return {
      ...base,
      standardError: standardErrorAt(state, result, position),
      t: statisticValues(result)?.[position] ?? null,
      otherUnits: otherUnitsAt(state, result, position),
      aboveThreshold: (map.strength[position] ?? 0) >= 1,
    }
  })
}

/** t of A minus t of B at a voxel; null where either has none. */
function differenceOfT({ panes, view }: Shown, voxel: number | null): number | null {
  if (voxel === null || view.map === 't') return null
  const [a, b] = [panes.a.shown, panes.b.shown].map((result) => {
    const position = result === null ? -1 : positionOf(result.voxels, voxel)
    return result?.maps.get('t')?.[position]
  })
  return a === undefined || b === undefined ? null : a - b
}

function standardErrorAt({ view }: Shown, result: PaneResult, position: number): number | null {
  if (view.map !== 'effect') return null
  return paneValueAt(result, 'standard-error', view.units, position)
}

function otherUnitsAt({ view }: Shown, result: PaneResult, position: number): Readout['otherUnits'] {
  if (conversionPower(view.map) === 0) return null
  const other: Units = view.units === 'as-estimated' ? 'percent-of-voxel-mean' : 'as-estimated'
  const unit = unitOf(result, view.map, other)
  if (unit === unitOf(result, view.map, view.units)) return null
  const value = paneValueAt(result, view.map, other, position)
  return value === null ? null : { value, unit }
}

/** Position of a voxel in an ascending list; -1 where it is not. */
export function positionOf(voxels: Int32Array, voxel: number): number {
  let low = 0
  let high = voxels.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = voxels[middle] ?? -1
    if (found === voxel) return middle
    if (found < voxel) low = middle + 1
    else high = middle - 1
  }
  return -1
}
