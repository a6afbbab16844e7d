import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { NamedBytes } from '../../src/protocol/runContract.ts'
import type { Actions } from '../../src/state/actions.ts'
import type { AppState, Pane } from '../../src/state/appState.ts'
import { createActions } from '../../src/state/createActions.ts'
import type { Engine } from '../../src/state/engine.ts'
import { fitOf, type FittedResult } from '../../src/state/paneResult.ts'
import { phase, type Phase } from '../../src/state/phase.ts'
import { createPreparedData } from '../../src/state/preparedData.ts'
import { startScheduler } from '../../src/state/scheduler.ts'
import { createAppStore, type AppStore } from '../../src/state/store.ts'
import { inProcessEngine } from './inProcessEngine.ts'

/** The app without its page: store, actions and workers' services. */
export interface InProcessApp {
  readonly store: AppStore
  readonly actions: Actions
  readonly engine: Engine
  /** What has been handed to the user, in order. */
  readonly saved: readonly NamedBytes[]
  /** Ends all work. */
  stop(): void
}

/** A fresh app with so many fitting workers. */
export function inProcessApp(fitWorkers = 2, engine: Engine = inProcessEngine(fitWorkers)): InProcessApp {
  const store = createAppStore()
  const prepared = createPreparedData(engine)
  const scheduler = startScheduler(store, engine, prepared)
  const saved: NamedBytes[] = []
  const actions = createActions({
    store,
    engine,
    prepared,
    scheduler,
    cores: fitWorkers,
    save: (file) => saved.push(file),
  })
  return {
    store,
    actions,
    engine,
    saved,
    stop() {
      actions.cancel()
      scheduler.stop()
    },
  }
}

/** How long anything may take here before a test gives up waiting for it. */
const patienceMs = 15_000

/** Resolves as soon as the state fulfils `condition`. */
export function until({ store }: InProcessApp, condition: (state: AppState) => boolean): Promise<AppState> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      unsubscribe()
      reject(new Error(`still ${summary(store.getState())} after ${String(patienceMs / 1000)} s`))
    }, patienceMs)
    const look = (): void => {
      const defect = store.getState().messages.find(({ code }) => code === 'unexpected')
      if (defect) reject(new Error(defect.message))
      if (!condition(store.getState())) return
      clearTimeout(timer)
      unsubscribe()
      resolve(store.getState())
    }
    const unsubscribe = store.subscribe(look)
    look()
  })
}

/** Resolves as soon as the app is in a phase. */
export function untilPhase(app: InProcessApp, wanted: Phase): Promise<AppState> {
  return until(app, (state) => phase(state) === wanted)
}

/** Adds files and waits until they are taken in and everything is fitted. */
export async function openFiles(app: InProcessApp, files: readonly File[]): Promise<AppState> {
  const before = app.store.getState().run
  app.actions.addFiles(files)
  await until(app, (state) => state.run !== before && phase(state) === 'ready')
  // The file's hash comes last, and nothing after it.
  return until(app, ({ run }) => run?.sha256 != null)
}

/** The fit that a pane shows. */
export function shownIn({ store }: InProcessApp, pane: Pane): FittedResult {
  const { shown, refusal } = store.getState().panes[pane]
  const fit = fitOf(shown)
  if (fit === null) throw new Error(`pane ${pane} shows no fit: ${refusal?.message ?? 'no refusal'}`)
  return fit
}

/** A file on disk as the browser hands it over. */
export function fileFrom(filePath: string, name: string = path.basename(filePath)): File {
  return new File([readFileSync(filePath)], name)
}

/** A text file. */
export function textFile(name: string, text: string): File {
  return new File([text], name)
}

function summary(state: AppState): string {
  const said = state.messages.map(({ message }) => message).join(' | ')
  return `${phase(state)} (${said === '' ? 'no messages' : said})`
}
