import type { AppState } from './appState.ts'
import type { AppStore } from './store.ts'

/** Resolves as soon as the state fulfils a condition; never once the signal has aborted. */
export function when(
  store: AppStore,
  condition: (state: AppState) => boolean,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (signal?.aborted !== true && !condition(store.getState())) return
      unsubscribe()
      if (signal?.aborted !== true) resolve()
    }
    const unsubscribe = store.subscribe(look)
    signal?.addEventListener('abort', unsubscribe, { once: true })
    look()
  })
}
