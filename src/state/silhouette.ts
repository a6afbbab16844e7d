import { panes, type AppState } from './appState.ts'
import { memoizeLast } from './memo.ts'
import type { PaneResult } from './paneResult.ts'
import { spaceOf, voxelCountIn, type Space } from './space.ts'

/** The grey scale of the picture: where it is 1 it is drawn dark, so that maps stay the brightest thing. */
export const silhouetteRange = { low: 0, high: 3 }

/** A neutral picture to draw maps on where there is no other: 1, for an even grey, where any pane has a value. Null without a grid. */
export function silhouette(state: AppState): Float32Array | null {
  const [a, b] = panes.map((pane) => state.panes[pane].shown)
  return silhouetteOf(spaceOf(state), a ?? null, b ?? null)
}

const silhouetteOf = memoizeLast((space: Space | null, a: PaneResult | null, b: PaneResult | null) => {
  if (space === null) return null
  const picture = new Float32Array(voxelCountIn(space))
  for (const result of [a, b]) for (const voxel of result?.voxels ?? []) picture[voxel] = 1
  return picture
})
