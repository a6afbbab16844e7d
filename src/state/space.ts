import type { Grid } from '../core/volume/grid.ts'
import { voxelCountOf } from '../core/volume/rawVolumes.ts'
import { panes, type AppState, type LoadedRun } from './appState.ts'
import type { MapFile } from './mapLibrary.ts'
import { mapSets } from './mapSets.ts'
import { memoizeLast } from './memo.ts'

/** The grid on which everything on screen lies. */
export interface Space {
  /** Names the grid, so that pictures made for another are not drawn on it. */
  readonly id: string
  readonly grid: Grid
  /** Temporal mean of the run in signal units; null where there is no run. */
  readonly mean: Float32Array | null
}

/** What decides the space. */
export type SpaceSource = Pick<AppState, 'run' | 'maps' | 'sources'>

/** The run's grid; without a run that of the map in A, or else in B. Null while nothing is loaded. */
export function spaceOf({ run, maps, sources }: SpaceSource): Space | null {
  if (run !== null) return spaceOfRun(run.id, run.summary.grid, run.images.mean)
  const file = firstShown(maps.files, sources)
  return file === null ? null : spaceOfMap(file.grid)
}

/** Voxels of the whole grid; 0 where there is none. */
export function voxelCountIn(space: Space | null): number {
  return space === null ? 0 : voxelCountOf(space.grid.dims)
}

function firstShown(files: readonly MapFile[], sources: AppState['sources']): MapFile | null {
  for (const pane of panes) {
    const source = sources[pane]
    const set = source.kind === 'imported' ? mapSets(files).find(({ id }) => id === source.setId) : undefined
    if (set?.files[0] !== undefined) return set.files[0]
  }
  return null
}

const spaceOfRun = memoizeLast((id: LoadedRun['id'], grid: Grid, mean: Float32Array): Space => ({
  id: `run-${String(id)}`,
  grid,
  mean,
}))

const spaceOfMap = memoizeLast((grid: Grid): Space => {
  const affine = [...grid.mmFromVoxel].map((value) => value.toFixed(3))
  return { id: `map-${grid.dims.join('x')}-${affine.join(',')}`, grid, mean: null }
})
