import type { Pane } from '../../state/appState.ts'
import { useActions, useApp } from '../store.ts'

const none: readonly string[] = []

/** The confounds of each pane, and a way to choose others. */
export function useChosenConfounds(): {
  readonly chosen: Readonly<Record<Pane, readonly string[]>>
  readonly choose: (pane: Pane, columns: readonly string[]) => void
} {
  const actions = useActions()
  const pipelines = useApp((state) => state.settings?.pipelines ?? null)
  const of = (pane: Pane): readonly string[] => pipelines?.[pane].confounds.columns ?? none
  return {
    chosen: { a: of('a'), b: of('b') },
    choose(pane, columns) {
      if (pipelines === null) return
      const spec = pipelines[pane]
      actions.setPipeline(pane, { ...spec, confounds: { ...spec.confounds, columns } })
    },
  }
}
