import { createContext, useContext, useRef } from 'react'
import { useStore, type StoreApi } from 'zustand'
import type { Actions } from '../state/actions.ts'
import type { AppState } from '../state/appState.ts'
import type { Selectors } from './selectors.ts'
import { shallowEqual } from './shallowEqual.ts'

/** What the panels read and what they can ask for. */
export interface AppContextValue {
  readonly store: StoreApi<AppState>
  readonly actions: Actions
  readonly selectors: Selectors
}

export const AppContext = createContext<AppContextValue | null>(null)

function useAppContext(): AppContextValue {
  const value = useContext(AppContext)
  if (value === null) throw new Error('The panels need an AppContext around them.')
  return value
}

/** What `select` makes of the state; renders again only when that changes (compared one level deep). */
export function useApp<Value>(select: (state: AppState, selectors: Selectors) => Value): Value {
  const { store, selectors } = useAppContext()
  const last = useRef<{ readonly found: Value; readonly kept: Value } | null>(null)
  return useStore(store, (state) => {
    const found = select(state, selectors)
    const known = last.current
    // What was found equal once is not compared again while the selector gives the same object.
    if (known !== null && Object.is(known.found, found)) return known.kept
    const kept = known !== null && shallowEqual(known.kept, found) ? known.kept : found
    last.current = { found, kept }
    return kept
  })
}

/** Everything the screen can ask for. */
export function useActions(): Actions {
  return useAppContext().actions
}

/** The state at this moment, for handlers that must not render again. */
export function useReadState(): () => AppState {
  return useAppContext().store.getState
}

/** Everything that is derived from the state, for handlers. */
export function useSelectors(): Selectors {
  return useAppContext().selectors
}
