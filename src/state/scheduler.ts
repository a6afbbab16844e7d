import { panes } from './appState.ts'
import type { Engine } from './engine.ts'
import { createPaneFitter } from './paneFitter.ts'
import type { PreparedData } from './preparedData.ts'
import { rememberedResults } from './rememberedResults.ts'
import type { AppStore } from './store.ts'

/** Keeps what is shown in step with the settings: the latest wins, older work is cancelled. */
export interface Scheduler {
  /** Cancels what runs; the panes stay as they are until a setting changes or `refit` is called. */
  cancel(): void
  /** Fits again what was cancelled or failed. */
  refit(): void
  /**
   * Stops all work without a word and begins none until what comes back is called: a worker has ended. Its argument says
   * whether fits were lost with it, so that what is shown has to be fitted once more; what is shown stays meanwhile.
   */
  hold(): (lost: 'nothing' | 'fits') => void
  /** Ends all work at once: the run it is for is about to be replaced. */
  abandon(): void
  /** Ends all work and stops watching the store. */
  stop(): void
}

/** Watches run, settings and dropped maps and renews whichever pane's inputs changed. */
export function startScheduler(store: AppStore, engine: Engine, prepared: PreparedData): Scheduler {
  const results = rememberedResults()
  const environment = { store, engine, prepared, results }
  const fitters = panes.map((pane) => createPaneFitter(pane, environment))

  let holds = 0
  let areFitsLost = false

  function refreshAll(): void {
    if (holds > 0) return
    for (const fitter of fitters) fitter.refresh()
  }

  function abortAll(): void {
    for (const fitter of fitters) fitter.abort()
  }

  const unsubscribe = store.subscribe((state, previous) => {
    const mapsChanged = state.sources !== previous.sources || state.maps !== previous.maps
    if (mapsChanged || state.settings !== previous.settings) refreshAll()
    else if (state.run !== previous.run && holds === 0) for (const fitter of fitters) fitter.follow()
  })

  return {
    cancel() {
      for (const fitter of fitters) fitter.cancel()
    },
    refit: refreshAll,
    hold() {
      holds++
      abortAll()
      return (lost) => {
        holds--
        areFitsLost ||= lost === 'fits'
        if (holds > 0) return
        if (areFitsLost) results.forget()
        for (const fitter of fitters) fitter.resume(areFitsLost)
        areFitsLost = false
      }
    },
    abandon: abortAll,
    stop() {
      unsubscribe()
      abortAll()
    },
  }
}
