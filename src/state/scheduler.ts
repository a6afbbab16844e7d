import { findingOf } from './findingOf.ts'
import { isCancelled } from '../protocol/progress.ts'
import { panes, type AppState, type Job, type Pane, type PaneState } from './appState.ts'
import type { Engine } from './engine.ts'
import { fitInputs, type FitInputs } from './fitInputs.ts'
import { fitPane } from './fitPane.ts'
import type { PaneResult } from './paneResult.ts'
import type { PreparedData } from './preparedData.ts'
import { paneMessages, paneScope, setMessages } from './messages.ts'
import { placeCrosshair } from './placeCrosshair.ts'
import { rememberedResults } from './rememberedResults.ts'
import type { AppStore } from './store.ts'

/** Keeps what is shown in step with the settings: the latest wins, older work is cancelled. */
export interface Scheduler {
  /** Cancels what runs; the panes stay as they are until a setting changes or `refit` is called. */
  cancel(): void
  /** Fits again what was cancelled or failed. */
  refit(): void
  /** Ends all work at once: the run it is for is about to be replaced. */
  abandon(): void
  /** Ends all work and stops watching the store. */
  stop(): void
}

interface Running {
  readonly key: string
  readonly controller: AbortController
}

/** Watches run and settings and fits whichever pane's inputs changed. */
export function startScheduler(store: AppStore, engine: Engine, prepared: PreparedData): Scheduler {
  const running = new Map<Pane, Running>()
  const results = rememberedResults()

  function refresh(pane: Pane): void {
    const inputs = fitInputs(store.getState(), pane)
    if (inputs === null) {
      abort(pane)
      return
    }
    if (running.get(pane)?.key === inputs.key) return
    abort(pane)
    const known = results.get(inputs.key)
    if (known !== undefined) finish(pane, known)
    else if (store.getState().panes[pane].shown?.key !== inputs.key) void start(pane, inputs)
    else backToShown(pane)
  }

  async function start(pane: Pane, inputs: FitInputs): Promise<void> {
    const controller = new AbortController()
    running.set(pane, { key: inputs.key, controller })
    setJob(pane, { status: 'running', progress: null })
    const isCurrent = (): boolean => running.get(pane)?.controller === controller
    try {
      const result = await fitPane(inputs, {
        engine,
        prepared,
        other: fitInputs(store.getState(), pane === 'a' ? 'b' : 'a'),
        signal: controller.signal,
        onProgress: (progress) => {
          if (isCurrent()) setJob(pane, { status: 'running', progress })
        },
      })
      results.add(result)
      if (isCurrent()) finish(pane, result)
    } catch (error) {
      if (isCurrent() && !isCancelled(error)) fail(pane, error)
    } finally {
      if (isCurrent()) running.delete(pane)
    }
  }

  function finish(pane: Pane, shown: PaneResult): void {
    setPane(pane, { job: { status: 'done', milliseconds: shown.milliseconds }, shown, refusal: null })
    setMessages(store, paneScope(pane), paneMessages(pane, shown.design.findings))
    if (pane === 'a') placeCrosshair(store, shown)
  }

  /** The settings are again those of what is shown. */
  function backToShown(pane: Pane): void {
    const { job, shown } = store.getState().panes[pane]
    if (shown !== null && job.status !== 'done') finish(pane, shown)
  }

  function fail(pane: Pane, error: unknown): void {
    const finding = findingOf(error)
    setPane(pane, { job: { status: 'failed', finding }, refusal: finding })
    setMessages(store, paneScope(pane), paneMessages(pane, [finding]))
  }

  function abort(pane: Pane): void {
    running.get(pane)?.controller.abort()
    running.delete(pane)
  }

  function abortAll(): void {
    for (const pane of panes) abort(pane)
  }

  function setJob(pane: Pane, job: Job): void {
    setPane(pane, { job })
  }

  function setPane(pane: Pane, change: Partial<PaneState>): void {
    store.setState((state) => ({ panes: { ...state.panes, [pane]: { ...state.panes[pane], ...change } } }))
  }

  function refreshAll(): void {
    for (const pane of panes) refresh(pane)
  }

  const unsubscribe = store.subscribe((state, previous) => {
    if (state.settings !== previous.settings || state.run !== previous.run) refreshAll()
  })

  return {
    cancel() {
      for (const pane of [...running.keys()]) {
        abort(pane)
        setJob(pane, { status: 'cancelled', at: progressOf(store.getState(), pane) })
      }
    },
    refit: refreshAll,
    abandon: abortAll,
    stop() {
      unsubscribe()
      abortAll()
    },
  }
}

function progressOf(state: AppState, pane: Pane): Extract<Job, { status: 'cancelled' }>['at'] {
  const { job } = state.panes[pane]
  return job.status === 'running' ? job.progress : null
}
