import { markedWith } from '../../state/brushMarks.ts'
import { spaceOf } from '../../state/space.ts'
import type { Marking } from '../../viewer/Slices.tsx'
import { useActions, useApp, useReadState } from '../store.ts'

/** What drawing on a slice does while Compare's brush draws: the voxels inside are marked in plots and viewers. */
export function useMarking(): Marking | null {
  const actions = useActions()
  const read = useReadState()
  const tool = useApp(({ view: { tab, brush } }) =>
    tab === 'compare' && (brush.mode === 'lasso' || brush.mode === 'box') ? brush.mode : null,
  )
  if (tool === null) return null
  return {
    tool,
    onMark: (voxels, how) => {
      const state = read()
      const space = spaceOf(state)
      if (space === null) return
      const { brush } = state.view
      const before = brush.drawn?.spaceId === space.id ? brush.drawn.voxels : new Int32Array(0)
      const drawn = { spaceId: space.id, where: 'slice', voxels: markedWith(before, voxels, how) } as const
      actions.setView({ brush: { ...brush, drawn } })
    },
  }
}
