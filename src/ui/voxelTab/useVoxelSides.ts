import { useDeferredValue, useMemo } from 'react'
import type { VoxelSide } from '../../state/voxelView.ts'
import { useApp } from '../store.ts'
import { fittedSides, type FittedSide } from './voxelSeries.ts'

interface VoxelSides {
  readonly a: VoxelSide
  readonly b: VoxelSide
  readonly fitted: readonly FittedSide[]
}

/** Both panes where the Voxel tab looks, and those of them that have a fit. */
export function useVoxelSides(): VoxelSides {
  const a = useApp((state, selectors) => selectors.voxelSide(state, 'a'))
  const b = useApp((state, selectors) => selectors.voxelSide(state, 'b'))
  return useMemo(() => ({ a, b, fitted: fittedSides(a, b) }), [a, b])
}

/** The same for what may follow a moment later, so that the time course comes first. */
export function useLaterVoxelSides(): VoxelSides {
  return useDeferredValue(useVoxelSides())
}
