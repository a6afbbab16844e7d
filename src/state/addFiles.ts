import { Refusal } from '../core/finding.ts'
import type { Companions } from './appState.ts'
import { applySession } from './applySession.ts'
import { newJobId } from './engine.ts'
import { sortFiles, type SortedFiles } from './intake.ts'
import { message, setMessages, addMessages } from './messages.ts'
import { openRun, reassemble, type Opening } from './openRun.ts'
import { findingOf } from './findingOf.ts'
import { noCompanions } from './store.ts'

/** What the intake keeps in mind between drops. */
export interface IntakeMemory {
  /** Runs that were added but not opened, by name, so that they can be opened instead. */
  readonly setAside: Map<string, File>
  /** Settles when the open run's hash is known. */
  hashing: Promise<void>
  /** A session that was added before any run. */
  session: SortedFiles['session']
}

/** Nothing added yet. */
export function createIntakeMemory(): IntakeMemory {
  return { setAside: new Map(), hashing: Promise.resolve(), session: null }
}

/** Takes in files that were dropped or picked: a run with its companions, or what adds to the run that is open. */
export async function addFiles(
  opening: Opening,
  files: readonly File[],
  signal: AbortSignal,
  memory: IntakeMemory,
): Promise<void> {
  const { store, engine } = opening
  const sorted = sortFiles(await engine.run.inspect(files))
  setMessages(store, 'files', sorted.messages)
  for (const file of sorted.otherRuns) memory.setAside.set(file.name, file)
  if (sorted.bold === null) await addToRun(opening, sorted)
  else if (await openDropped(opening, sorted.bold, sorted, signal)) {
    memory.hashing = rememberHash(opening, sorted.bold)
    if (sorted.mask !== null) await addMask(opening, sorted.mask)
  } else return
  await takeSession(opening, sorted.session, memory)
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
    mask: known.mask,
    session: known.session,
  }
}

async function addToRun(opening: Opening, sorted: SortedFiles): Promise<void> {
  const { store } = opening
  const { run, waiting } = store.getState()
  if (run === null) {
    store.setState({ waiting: merged(waiting, sorted) })
    return
  }
  try {
    const { events, sidecar, confounds } = sorted
    // A sidecar added on purpose overrules an earlier choice.
    const chosen = sidecar === null ? run.chosenRepetitionTime : null
    if (events !== null || sidecar !== null || confounds !== null) {
      reassemble(store, merged(run.companions, sorted), chosen)
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    addMessages(store, [message(error.finding, 'files')])
  }
  if (sorted.mask !== null) await addMask(opening, sorted.mask)
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
