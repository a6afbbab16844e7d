import { Refusal } from '../core/finding.ts'
import type { Companions } from './appState.ts'
import { applySession } from './applySession.ts'
import { newJobId } from './engine.ts'
import { sortFiles, type SortedFiles } from './intake.ts'
import { message, setMessages, addMessages } from './messages.ts'
import { openRun, reassemble, type Opening } from './openRun.ts'
import { findingOf } from './findingOf.ts'
import { noCompanions, type AppStore } from './store.ts'

/** What the intake keeps in mind between drops. */
export interface IntakeMemory {
  /** Runs that were added but not opened, by name, so that they can be opened instead. */
  readonly setAside: Map<string, File>
  /** Settles when the open run's hash is known. */
  hashing: Promise<void>
  /** A session and a mask that were added before any run. */
  session: SortedFiles['session']
  mask: File | null
  /** Settles when what was added before has been recognised: files count in the order in which they were added. */
  inspecting: Promise<unknown>
  /** Settles when the newest run is open or given up: what belongs to it waits for it. */
  opening: Promise<unknown>
}

/** Nothing added yet. */
export function createIntakeMemory(): IntakeMemory {
  const done = Promise.resolve()
  return { setAside: new Map(), hashing: done, session: null, mask: null, inspecting: done, opening: done }
}

/**
 * Takes in files that were dropped or picked: a run with its companions, or what adds to the run that is open or being
 * opened. `begin` gives a run's opening its signal and ends an opening that goes on.
 */
export async function addFiles(
  opening: Opening,
  files: readonly File[],
  begin: () => AbortSignal,
  memory: IntakeMemory,
): Promise<void> {
  const { store, engine } = opening
  showLoading(store)
  const inspected = memory.inspecting.then(() => engine.run.inspect(files))
  memory.inspecting = inspected.catch(() => undefined)
  const sorted = sortFiles(await inspected)
  setMessages(store, 'files', sorted.messages)
  for (const file of sorted.otherRuns) memory.setAside.set(file.name, file)
  if (sorted.bold !== null) {
    const opened = openDropped(opening, sorted.bold, sorted, begin())
    memory.opening = opened
    if (!(await opened)) return
    memory.hashing = rememberHash(opening, sorted.bold)
  } else {
    await memory.opening
    addToRun(opening, sorted)
  }
  await takeMask(opening, sorted.mask, memory)
  await takeSession(opening, sorted.session, memory)
}

function showLoading(store: AppStore): void {
  store.setState({ loading: { status: 'running', progress: null } })
}

/** The end of all that was being taken in: where nothing came of it and nothing is open, that has failed. */
export function endIntake(store: AppStore): void {
  const { loading, run, waiting, messages } = store.getState()
  if (loading.status !== 'running') return
  const [reason] = messages.filter(({ scope }) => scope === 'files')
  const isEmpty = run === null && Object.values(waiting).every((companion) => companion === null)
  const failed = isEmpty && reason !== undefined
  store.setState({ loading: failed ? { status: 'failed', finding: reason } : { status: 'idle' } })
}

/** Reads a mask once there is the run it is for. */
async function takeMask(opening: Opening, mask: File | null, memory: IntakeMemory): Promise<void> {
  const { store } = opening
  memory.mask = mask ?? memory.mask
  if (memory.mask === null) return
  const file = memory.mask
  if (store.getState().run === null) {
    // Its voxels are counted when there is a grid to compare it with.
    store.setState(({ waiting }) => ({ waiting: { ...waiting, mask: { name: file.name, voxelCount: 0 } } }))
    return
  }
  memory.mask = null
  showLoading(store)
  await addMask(opening, file)
}

/** Applies a session once the run it is for and that run's hash are known. */
async function takeSession(
  { store }: Opening,
  session: SortedFiles['session'],
  memory: IntakeMemory,
): Promise<void> {
  memory.session = session ?? memory.session
  const run = store.getState().run
  if (memory.session === null || run === null) {
    if (session !== null)
      store.setState((state) => ({ waiting: { ...state.waiting, session: session.name } }))
    return
  }
  showLoading(store)
  await memory.hashing
  applySession(store, memory.session)
  memory.session = null
}

async function openDropped(
  opening: Opening,
  bold: File,
  sorted: SortedFiles,
  signal: AbortSignal,
): Promise<boolean> {
  const { store, engine } = opening
  // Companions that were added before any run belong to the first one; an open run's do not belong to the next.
  const waiting = store.getState().run === null ? store.getState().waiting : noCompanions
  return openRun(
    opening,
    {
      fileName: bold.name,
      read: async (jobId, onProgress) => ({
        summary: await engine.run.load(bold, jobId, onProgress),
        companions: merged(waiting, sorted),
      }),
    },
    signal,
  )
}

function merged(known: Companions, sorted: SortedFiles): Companions {
  return {
    events: sorted.events ?? known.events,
    sidecar: sorted.sidecar ?? known.sidecar,
    confounds: sorted.confounds ?? known.confounds,
    mask: null,
    session: known.session,
  }
}

function addToRun({ store }: Opening, sorted: SortedFiles): void {
  const { run, waiting } = store.getState()
  if (run === null) {
    store.setState({ waiting: { ...merged(waiting, sorted), mask: waiting.mask } })
    return
  }
  try {
    const { events, sidecar, confounds } = sorted
    // A sidecar added on purpose overrules an earlier choice.
    const chosen = sidecar === null ? run.chosenRepetitionTime : null
    if (events !== null || sidecar !== null || confounds !== null) {
      reassemble(store, { ...merged(run.companions, sorted), mask: run.companions.mask }, chosen)
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    addMessages(store, [message(error.finding, 'files')])
  }
}

async function addMask({ store, engine }: Opening, file: File): Promise<void> {
  try {
    const mask = await engine.run.loadMask(file, newJobId(), () => undefined)
    const { run } = store.getState()
    if (run !== null) reassemble(store, { ...run.companions, mask }, run.chosenRepetitionTime)
  } catch (error) {
    addMessages(store, [message(findingOf(error), 'files')])
  }
}

/** The file's hash takes as long as reading it again and is needed only when a session is saved. */
async function rememberHash({ store, engine }: Opening, file: File): Promise<void> {
  const id = store.getState().run?.id
  const sha256 = await engine.design.sha256(file).catch(() => null)
  store.setState((state) =>
    state.run?.id === id && state.run !== null ? { run: { ...state.run, sha256 } } : state,
  )
}
