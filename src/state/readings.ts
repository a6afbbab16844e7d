import { Cancelled } from '../protocol/progress.ts'
import { superseded } from './abortable.ts'
import type { AppStore } from './store.ts'

/** All reading of files that goes on: a new run takes the place of one that is being opened, and all can be cancelled. */
export interface Readings {
  /** Aborts when what is being read now is cancelled. */
  signal(): AbortSignal
  /** The signal for opening a run; the opening before it gives way. */
  beginRun(): AbortSignal
  /** Stops all of it at the user's wish and says so; what was open stays. */
  cancel(): void
}

/** Nothing being read. */
export function createReadings(store: AppStore): Readings {
  let reading = new AbortController()
  let opening: AbortController | null = null
  store.subscribe(({ loading, settings }, before) => {
    // Whoever goes on working has seen it.
    if (loading.status === 'cancelled' && settings !== before.settings)
      store.setState({ loading: { status: 'idle' } })
  })
  return {
    signal: () => reading.signal,
    beginRun() {
      opening?.abort(superseded)
      opening = new AbortController()
      return opening.signal
    },
    cancel() {
      opening?.abort(new Cancelled())
      reading.abort(new Cancelled())
      reading = new AbortController()
      const { loading } = store.getState()
      if (loading.status === 'running') {
        store.setState({ loading: { status: 'cancelled', at: loading.progress } })
      }
    },
  }
}
