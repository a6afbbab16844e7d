import { useMemo, type ReactNode } from 'react'
import type { Actions } from '../state/actions.ts'
import type { AppStore } from '../state/store.ts'
import { AppFrame } from '../ui/frame/AppFrame.tsx'
import { builtTabs } from '../ui/frame/builtTabs.tsx'
import { AppContext } from '../ui/store.ts'
import { selectors } from './selectors.ts'

/** The panels with what they read and what they can ask for. */
export function App({ store, actions }: { readonly store: AppStore; readonly actions: Actions }): ReactNode {
  const value = useMemo(() => ({ store, actions, selectors }), [store, actions])
  return (
    <AppContext value={value}>
      <AppFrame tabs={builtTabs} />
    </AppContext>
  )
}
