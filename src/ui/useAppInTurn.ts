import { useContext, useEffect, useEffectEvent, useState } from 'react'
import type { AppState } from '../state/appState.ts'
import { inSlices } from './inSlices.ts'
import type { Selectors } from './selectors.ts'
import { shallowEqual } from './shallowEqual.ts'
import { AppContext } from './store.ts'

/**
 * As `useApp`, for what goes through all voxels: worked out after a change in a task of its own, so that many of them do not keep the
 * page from answering together. Undefined before the first time; the newest state counts, whatever has changed meanwhile. Another
 * `question` asks again, where `select` depends on more than the state.
 */
export function useAppInTurn<Value>(
  select: (state: AppState, selectors: Selectors) => Value,
  question = '',
): Value | undefined {
  const context = useContext(AppContext)
  if (context === null) throw new Error('The panels need an AppContext around them.')
  const { store, selectors } = context
  const [known, setKnown] = useState<{ readonly found: Value } | null>(null)
  const look = useEffectEvent(() => {
    const found = select(store.getState(), selectors)
    setKnown((last) => (last !== null && shallowEqual(last.found, found) ? last : { found }))
  })
  useEffect(() => {
    let isOver = false
    let isDue = false
    const lookLater = (): void => {
      if (isDue) return
      isDue = true
      inSlices(() => {
        isDue = false
        if (!isOver) look()
      })
    }
    lookLater()
    const unsubscribe = store.subscribe(lookLater)
    return () => {
      isOver = true
      unsubscribe()
    }
  }, [store, question])
  return known?.found
}
