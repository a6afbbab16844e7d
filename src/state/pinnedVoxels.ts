import { voxelIndexAt } from '../core/volume/position.ts'
import { panes, type AppState, type Pane, type Units } from './appState.ts'
import { memoizeLast } from './memo.ts'
import { paneValues } from './paneMap.ts'
import { positionOf } from './readouts.ts'
import { spaceOf, type Space } from './space.ts'

/** A voxel kept for going back to, with both panes' effects there. */
export interface PinnedVoxel {
  readonly mm: readonly [number, number, number]
  /** In the units shown; null outside a pane's mask and for F contrasts. */
  readonly effects: Readonly<Record<Pane, number | null>>
}

/** The pinned positions that lie in the grid. */
export function pinnedVoxels(state: AppState): readonly PinnedVoxel[] {
  const { panes: shown, view } = state
  return pinnedIn(spaceOf(state), shown, view.pinnedMm, view.units)
}

const pinnedIn = memoizeLast(
  (
    space: Space | null,
    shown: AppState['panes'],
    pinned: AppState['view']['pinnedMm'],
    units: Units,
  ): readonly PinnedVoxel[] => {
    if (space === null) return []
    return pinned.flatMap((mm): PinnedVoxel[] => {
      const voxel = voxelIndexAt(space.grid, mm)
      if (voxel === null) return []
      const [a, b] = panes.map((pane) => {
        const result = shown[pane].shown
        const position = result === null ? -1 : positionOf(result.voxels, voxel)
        return result === null ? null : (paneValues(result, space, 'effect', units)?.[position] ?? null)
      })
      return [{ mm, effects: { a: a ?? null, b: b ?? null } }]
    })
  },
)
