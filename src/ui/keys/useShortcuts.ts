import { useEffect, useEffectEvent } from 'react'
import { useReadState, useActions, useSelectors } from '../store.ts'
import { act, type KeyContext } from './act.ts'
import { isForDialog } from './dialogKeys.ts'

/** Listens for the page's keys; off where a field has the focus and, for single keys, where they were switched off. */
export function useShortcuts(context: Pick<KeyContext, 'tabs' | 'openHelp'>): void {
  const actions = useActions()
  const selectors = useSelectors()
  const read = useReadState()
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isForDialog(event)) return
    if (act(event, { ...context, actions, selectors, state: read() })) event.preventDefault()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
