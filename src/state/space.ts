import type { Grid } from '../core/volume/grid.ts'
import { voxelCountOf } from '../core/volume/rawVolumes.ts'
import type { AppState, LoadedRun } from './appState.ts'
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

/** The run's grid; null while nothing is loaded. */
export function spaceOf({ run }: SpaceSource): Space | null {
  return run === null ? null : spaceOfRun(run.id, run.summary.grid, run.images.mean)
}

/** Voxels of the whole grid; 0 where there is none. */
export function voxelCountIn(space: Space | null): number {
  return space === null ? 0 : voxelCountOf(space.grid.dims)
}

const spaceOfRun = memoizeLast((id: LoadedRun['id'], grid: Grid, mean: Float32Array): Space => ({
  id: `run-${String(id)}`,
  grid,
  mean,
}))
