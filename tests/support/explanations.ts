import type { AppState } from '../../src/state/appState.ts'
import type { InProcessApp } from './inProcessApp.ts'

/** The state once no explanation is under way; nine switches take longer than anything else the app does. */
export function explanationEnd({ store }: InProcessApp): Promise<AppState> {
  return new Promise((resolve) => {
    const look = (state: AppState): void => {
      if (state.explain.job.status === 'running') return
      unsubscribe()
      resolve(state)
    }
    const unsubscribe = store.subscribe(look)
    look(store.getState())
  })
}
