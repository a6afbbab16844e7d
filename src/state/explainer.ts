import { isCancelled, type Progress } from '../protocol/progress.ts'
import type { AppState, ExplainState, Job } from './appState.ts'
import { explainDifference, hasEstimate } from './explainDifference.ts'
import type { Explanation } from './explainState.ts'
import { explainBlocked, explainKey } from './explainView.ts'
import { fitInputs } from './fitInputs.ts'
import type { Opening } from './openRun.ts'
import { findingOf } from './findingOf.ts'
import { noExplanation } from './store.ts'

/** Explains the difference when asked, and stops when what it explains is no longer what the settings say. */
export interface Explainer {
  /** Starts again from nothing; an explanation under way gives way. */
  start(): void
  /** What is finished stays. */
  cancel(): void
}

/** Shares are worked out anew at most this often while refits come in. */
const millisecondsBetweenPictures = 700

/** An idle explainer that watches the store. */
export function createExplainer({ store, engine, prepared }: Opening): Explainer {
  let running: AbortController | null = null
  let newest: Explanation | null = null

  function set(change: Partial<ExplainState>): void {
    store.setState(({ explain }) => ({ explain: { ...explain, ...change } }))
  }

  function setJob(job: Job): void {
    set({ job })
  }

  async function run(controller: AbortController): Promise<void> {
    const state = store.getState()
    const [a, b] = [fitInputs(state, 'a'), fitInputs(state, 'b')]
    if (a === null || b === null) return
    const isCurrent = (): boolean => running === controller
    let pictured = 0
    const onRefit = (explanation: Explanation): void => {
      if (!isCurrent()) return
      newest = explanation
      const isLast = explanation.refits.size === explanation.refitCount
      const isDue = explanation.milliseconds - pictured > millisecondsBetweenPictures
      if (!isLast && !(isDue && hasEstimate(explanation))) return
      pictured = explanation.milliseconds
      set({ shown: explanation })
    }
    const onProgress = (progress: Progress): void => {
      if (isCurrent()) setJob({ status: 'running', progress })
    }
    const environment = { engine, prepared, signal: controller.signal, key: explainKey(state) }
    try {
      await explainDifference(a, b, { ...environment, onProgress, onRefit })
      if (isCurrent()) setJob({ status: 'done', milliseconds: newest?.milliseconds ?? 0 })
    } catch (error) {
      if (!isCurrent()) return
      // What runs beside the refit that failed is of no use any more.
      running = null
      controller.abort()
      if (!isCancelled(error)) setJob({ status: 'failed', finding: findingOf(error) })
    } finally {
      if (isCurrent()) running = null
    }
  }

  function stop(): void {
    running?.abort()
    running = null
  }

  function cancel(): void {
    if (running === null) return
    stop()
    const { job } = store.getState().explain
    const at = job.status === 'running' ? job.progress : null
    set({ job: { status: 'cancelled', at }, ...(newest === null ? {} : { shown: newest }) })
  }

  store.subscribe((state, previous) => {
    if (state.run?.id !== previous.run?.id) {
      stop()
      store.setState({ explain: noExplanation })
    } else if (isOther(state, previous)) cancel()
  })

  return {
    start() {
      stop()
      if (explainBlocked(store.getState()) !== null) return
      newest = null
      running = new AbortController()
      setJob({ status: 'running', progress: null })
      void run(running)
    },
    cancel,
  }
}

function isOther(state: AppState, previous: AppState): boolean {
  if (state.settings === previous.settings && state.run === previous.run) return false
  return explainKey(state) !== explainKey(previous)
}
