import { useContext, useEffect, useEffectEvent, useRef, useState } from 'react'
import { panes, type AppState } from '../state/appState.ts'
import type { PaneResult } from '../state/paneResult.ts'
import { inSlices } from './inSlices.ts'
import type { Selectors } from './selectors.ts'
import { shallowEqual } from './shallowEqual.ts'
import { AppContext } from './store.ts'

/** One pane's new maps wait so long for the other's, ms: a switch of settings is then drawn once, not in halves. */
const togetherMs = 600

interface Patience {
  timer: ReturnType<typeof setTimeout> | undefined
  isOver: boolean
}

/**
 * As `useApp`, for what goes through all voxels: worked out after a change in a task of its own, so that many of them do not keep the
 * page from answering together. New maps of one pane wait a moment for the other's that are being fitted. Undefined before the first time; the newest
 * state counts, whatever has changed meanwhile. Another `question` asks again, where `select` depends on more than the state.
 */
export function useAppInTurn<Value>(
  select: (state: AppState, selectors: Selectors) => Value,
  question = '',
): Value | undefined {
  const context = useContext(AppContext)
  if (context === null) throw new Error('The panels need an AppContext around them.')
  const { store, selectors } = context
  const [known, setKnown] = useState<{ readonly found: Value } | null>(null)
  const last = useRef<{ readonly found: Value } | null>(null)
  const look = useEffectEvent(() => {
    const found = select(store.getState(), selectors)
    // Compared here: React renders a component anew to find that what it was told is what it had.
    if (last.current !== null && shallowEqual(last.current.found, found)) return
    last.current = { found }
    setKnown(last.current)
  })
  useEffect(() => {
    let isOver = false
    let isDue = false
    let seen = shownIn(store.getState())
    let patience: Patience = { timer: undefined, isOver: false }
    const lookLater = (): void => {
      if (isDue) return
      isDue = true
      inSlices(lookNow)
    }
    const lookNow = (): void => {
      isDue = false
      if (isOver) return
      if (!patience.isOver && isHalf(store.getState(), seen)) {
        patience.timer ??= setTimeout(() => {
          patience.isOver = true
          lookLater()
        }, togetherMs)
        return
      }
      clearTimeout(patience.timer)
      patience = { timer: undefined, isOver: false }
      seen = shownIn(store.getState())
      look()
    }
    lookLater()
    const unsubscribe = store.subscribe(lookLater)
    return () => {
      isOver = true
      clearTimeout(patience.timer)
      unsubscribe()
    }
  }, [store, question])
  return known?.found
}

function shownIn(state: AppState): readonly (PaneResult | null)[] {
  return panes.map((pane) => state.panes[pane].shown)
}

/** Whether a pane has maps that were not seen yet while the other's are still being fitted. */
function isHalf(state: AppState, seen: readonly (PaneResult | null)[]): boolean {
  const hasNews = panes.some((pane, i) => state.panes[pane].shown !== seen[i])
  return hasNews && panes.some((pane) => state.panes[pane].job.status === 'running')
}
