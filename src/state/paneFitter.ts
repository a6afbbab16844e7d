import { isCancelled, type Progress } from '../protocol/progress.ts'
import { atIntervals } from './atIntervals.ts'
import type { AppState, Job, Pane, PaneState } from './appState.ts'
import type { Engine } from './engine.ts'
import { findingOf } from './findingOf.ts'
import { fitInputs, type FitInputs } from './fitInputs.ts'
import { fitPane, type FitEnvironment } from './fitPane.ts'
import { paneMessages, paneScope, setMessages } from './messages.ts'
import { fitOf, type FittedResult } from './paneResult.ts'
import { importedMaps, type ImportedMaps } from './importedMaps.ts'
import { resampled } from './mapFindings.ts'
import { placeCrosshair } from './placeCrosshair.ts'
import type { PreparedData } from './preparedData.ts'
import type { RememberedResults } from './rememberedResults.ts'
import { spaceOf } from './space.ts'
import type { AppStore } from './store.ts'

/** Keeps one pane in step with its settings. */
export interface PaneFitter {
  /** Shows what belongs to the present settings: from memory, or by fitting in place of what was being fitted. */
  refresh(): void
  /** The same after news of the run: what was cancelled or failed is left alone where they change nothing of its inputs. */
  follow(): void
  /** Goes on after an abort, except where the user cancelled; where the workers have lost its fit, what is shown is fitted again. */
  resume(isFitLost: boolean): void
  /** Stops at the user's wish and says so; the pane keeps what it shows. */
  cancel(): void
  /** Stops without a word. */
  abort(): void
}

/** What the fitters of both panes share. */
export interface FitterEnvironment {
  readonly store: AppStore
  readonly engine: Engine
  readonly prepared: PreparedData
  readonly results: RememberedResults
}

/** How far a fit is, is told so often, ms: it is news several times in that time, and each asks all of the page what it changes. */
const progressMs = 100

interface Running {
  readonly key: string
  readonly controller: AbortController
}

/** The fitter of a pane. */
export function createPaneFitter(pane: Pane, environment: FitterEnvironment): PaneFitter {
  const { store, results } = environment
  const fit = createPaneFit(pane, environment)

  function refresh(): void {
    const state = store.getState()
    const inputs = fitInputs(state, pane)
    if (inputs !== null && fit.running() === inputs.key) return
    fit.abort()
    if (inputs === null) showMaps(store, pane, importedMaps(state, pane))
    else showOrFit(inputs, state.panes[pane])
  }

  function showOrFit(inputs: FitInputs, { shown, job }: PaneState): void {
    const known = shown?.key === inputs.key ? fitOf(shown) : results.get(inputs.key)
    if (known == null) void fit.start(inputs)
    else if (known !== shown || job.status !== 'done') finish(store, pane, known)
  }

  return {
    refresh,
    follow() {
      const { status } = store.getState().panes[pane].job
      const isStopped = status === 'cancelled' || status === 'failed'
      if (!isStopped || fitInputs(store.getState(), pane)?.key !== fit.last()) refresh()
    },
    abort: () => fit.abort(),
    resume(isFitLost) {
      const inputs = fitInputs(store.getState(), pane)
      if (inputs === null || store.getState().panes[pane].job.status === 'cancelled') return
      if (isFitLost) void fit.start(inputs)
      else refresh()
    },
    cancel() {
      if (fit.running() === null && store.getState().panes[pane].job.status !== 'running') return
      fit.abort()
      setJob(store, pane, { status: 'cancelled', at: progressOf(store.getState(), pane) })
    },
  }
}

/** The one fit of a pane that runs at a time; it is named by the key of its inputs. */
interface PaneFit {
  start(inputs: FitInputs): Promise<void>
  abort(): void
  /** The fit that runs, and the one that was begun last; null where there is none. */
  running(): string | null
  last(): string | null
}

function createPaneFit(pane: Pane, environment: FitterEnvironment): PaneFit {
  const { store, results } = environment
  let running: Running | null = null
  let last: string | null = null
  return {
    running: () => running?.key ?? null,
    last: () => last,
    async start(inputs) {
      const mine = { key: inputs.key, controller: new AbortController() }
      running = mine
      last = inputs.key
      setJob(store, pane, { status: 'running', progress: null })
      try {
        const result = await fitPane(inputs, {
          ...environment,
          ...circumstances(store, pane, mine, () => running === mine),
        })
        results.add(result)
        if (running === mine) finish(store, pane, result)
      } catch (error) {
        if (running === mine && !isCancelled(error)) fail(store, pane, error)
      } finally {
        if (running === mine) running = null
      }
    },
    abort() {
      running?.controller.abort()
      running = null
    },
  }
}

/** What a fit needs to know of the other pane and of its own end, and where it tells how far it is. */
function circumstances(
  store: AppStore,
  pane: Pane,
  { controller }: Running,
  isCurrent: () => boolean,
): Pick<FitEnvironment, 'other' | 'signal' | 'onProgress'> {
  const other = fitInputs(store.getState(), pane === 'a' ? 'b' : 'a')
  const onProgress = atIntervals(progressMs, (progress: Progress): void => {
    if (isCurrent()) setJob(store, pane, { status: 'running', progress })
  })
  return { other, signal: controller.signal, onProgress }
}

function finish(store: AppStore, pane: Pane, shown: FittedResult): void {
  setPane(store, pane, { job: { status: 'done', milliseconds: shown.milliseconds }, shown, refusal: null })
  setMessages(store, paneScope(pane), paneMessages(pane, shown.design.findings))
  if (pane === 'a') placeCrosshair(store, shown)
}

/** Shows maps from files. A pane that is to be fitted and has nothing to fit keeps its fit and no map of a file. */
function showMaps(store: AppStore, pane: Pane, maps: ImportedMaps | null): void {
  const { panes, sources } = store.getState()
  const { shown, refusal } = panes[pane]
  if (sources[pane].kind === 'fitted' && shown?.kind !== 'imported') return
  const next = maps?.kind === 'shown' ? maps.result : null
  const finding = maps?.kind === 'refused' ? maps.finding : null
  if (shown === next && refusal === finding) return
  setPane(store, pane, { job: { status: 'idle' }, shown: next, refusal: finding })
  setMessages(store, paneScope(pane), mapMessages(store.getState(), pane, maps))
  if (next !== null) placeCrosshair(store, next)
}

function mapMessages(
  state: AppState,
  pane: Pane,
  maps: ImportedMaps | null,
): ReturnType<typeof paneMessages> {
  const space = spaceOf(state)
  if (maps === null || space === null) return []
  if (maps.kind === 'refused') return paneMessages(pane, [maps.finding])
  const note = resampled(maps.result.title, maps.result.placement, space.grid)
  return note === null ? [] : paneMessages(pane, [note])
}

function fail(store: AppStore, pane: Pane, error: unknown): void {
  const finding = findingOf(error)
  setPane(store, pane, { job: { status: 'failed', finding }, refusal: finding })
  setMessages(store, paneScope(pane), paneMessages(pane, [finding]))
}

function setJob(store: AppStore, pane: Pane, job: Job): void {
  setPane(store, pane, { job })
}

function setPane(store: AppStore, pane: Pane, change: Partial<PaneState>): void {
  store.setState((state) => ({ panes: { ...state.panes, [pane]: { ...state.panes[pane], ...change } } }))
}

function progressOf(state: AppState, pane: Pane): Extract<Job, { status: 'cancelled' }>['at'] {
  const { job } = state.panes[pane]
  return job.status === 'running' ? job.progress : null
}
