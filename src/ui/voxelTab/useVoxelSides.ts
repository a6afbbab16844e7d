import { useMemo } from 'react'
import type { VoxelSide } from '../../state/voxelView.ts'
import { useApp } from '../store.ts'
import { fittedSides, type FittedSide } from './voxelSeries.ts'

/** Both panes where the Voxel tab looks, and those of them that have a fit. */
export function useVoxelSides(): {
  readonly a: VoxelSide
  readonly b: VoxelSide
  readonly fitted: readonly FittedSide[]
} {
  const a = useApp((state, selectors) => selectors.voxelSide(state, 'a'))
  const b = useApp((state, selectors) => selectors.voxelSide(state, 'b'))
  return useMemo(() => ({ a, b, fitted: fittedSides(a, b) }), [a, b])
}
