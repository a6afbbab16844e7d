import type { AppState } from './appState.ts'
import { voxelMap } from './displayMaps.ts'

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
