import { createContext, useContext } from 'react'
import { useStore, type StoreApi } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { Actions } from '../state/actions.ts'
import type { AppState } from '../state/appState.ts'
import type { Selectors } from './selectors.ts'

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
  return useStore(
    store,
    useShallow((state: AppState) => select(state, selectors)),
  )
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
