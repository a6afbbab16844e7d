import { isCancelled } from '../protocol/progress.ts'
import { panes, type AppState, type ExplainState, type Job, type Pane } from './appState.ts'
import { explainDifference, hasEstimate, type ExplainEnvironment } from './explainDifference.ts'
import type { Explanation } from './explainState.ts'
import { explainBlocked, explainKey } from './explainView.ts'
import { fitInputs, type FitInputs } from './fitInputs.ts'
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

/** What an explainer explains, and where in the state its findings go. */
export interface ExplainSubject {
  readonly slot: 'explain' | 'explainOther'
  readonly inputs: (state: AppState, pane: Pane) => FitInputs | null
  /** Names what is explained: another name, another explanation. */
  readonly key: (state: AppState) => string
  /** Why there is nothing to explain now; null where there is. */
  readonly blocked: (state: AppState) => string | null
}

/** The difference on screen. */
export const differenceOnScreen: ExplainSubject = {
  slot: 'explain',
  inputs: fitInputs,
  key: explainKey,
  blocked: explainBlocked,
}

/** An idle explainer that watches the store. */
export function createExplainer({ store, engine, prepared }: Opening, subject: ExplainSubject): Explainer {
  let running: AbortController | null = null
  let newest: Explanation | null = null

  const set = setterOf(store, subject.slot)

  async function run(controller: AbortController): Promise<void> {
    const state = store.getState()
    const [a, b] = panes.map((pane) => subject.inputs(state, pane))
    if (!a || !b) return
    const isCurrent = (): boolean => running === controller
    const keep = (explanation: Explanation): void => {
      newest = explanation
    }
    try {
      await explainDifference(a, b, {
        ...{ engine, prepared, signal: controller.signal, key: subject.key(state) },
        ...reports({ set, isCurrent, keep }),
      })
      if (isCurrent()) set({ job: { status: 'done', milliseconds: newest?.milliseconds ?? 0 } })
    } catch (error) {
      // What runs beside the refit that failed is of no use any more.
      controller.abort()
      if (isCurrent() && !isCancelled(error)) set({ job: { status: 'failed', finding: findingOf(error) } })
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
    const job = cancelled(store.getState()[subject.slot].job)
    set(newest === null ? { job } : { job, shown: newest })
  }

  function forget(): void {
    stop()
    set(noExplanation)
  }

  watch({ store, subject, onOtherRun: forget, onOtherSettings: cancel })
  return {
    start() {
      stop()
      if (subject.blocked(store.getState()) !== null) return
      newest = null
      running = new AbortController()
      set({ job: { status: 'running', progress: null } })
      void run(running)
    },
    cancel,
  }
}

type Change = (change: Partial<ExplainState>) => void

/** What an explanation reports while it is the current one: every refit is kept, now and then one is shown. */
function reports({
  set,
  isCurrent,
  keep,
}: {
  readonly set: Change
  readonly isCurrent: () => boolean
  readonly keep: (explanation: Explanation) => void
}): Pick<ExplainEnvironment, 'onProgress' | 'onRefit'> {
  const isPictured = pacedPictures()
  return {
    onProgress: (progress) => {
      if (isCurrent()) set({ job: { status: 'running', progress } })
    },
    onRefit: (explanation) => {
      if (!isCurrent()) return
      keep(explanation)
      if (isPictured(explanation)) set({ shown: explanation })
    },
  }
}

function setterOf(store: Opening['store'], slot: ExplainSubject['slot']): Change {
  return (change) => {
    store.setState((state) => ({ [slot]: { ...state[slot], ...change } }))
  }
}

function cancelled(job: Job): Job {
  return { status: 'cancelled', at: job.status === 'running' ? job.progress : null }
}

/** Whether a picture is due: the last always, others not too often and not before the first estimate. */
function pacedPictures(): (explanation: Explanation) => boolean {
  let pictured = 0
  return (explanation) => {
    const isLast = explanation.refits.size === explanation.refitCount
    const isDue = explanation.milliseconds - pictured > millisecondsBetweenPictures
    if (!isLast && !(isDue && hasEstimate(explanation))) return false
    pictured = explanation.milliseconds
    return true
  }
}

interface Watch {
  readonly store: Opening['store']
  readonly subject: ExplainSubject
  readonly onOtherRun: () => void
  readonly onOtherSettings: () => void
}

function watch({ store, subject, onOtherRun, onOtherSettings }: Watch): void {
  store.subscribe((state, previous) => {
    if (state.run?.id !== previous.run?.id) onOtherRun()
    else if (state.settings === previous.settings && state.run === previous.run) return
    else if (subject.key(state) !== subject.key(previous)) onOtherSettings()
  })
}
