import { Refusal } from '../core/finding.ts'
import { isCancelled } from '../protocol/progress.ts'
import type { ImageFiles, Inspected, InspectOptions, LoadOptions, RunFiles } from '../protocol/runContract.ts'
import { abortable } from './abortable.ts'
import type { Companions } from './appState.ts'
import { applySession, isOfMapsAlone } from './applySession.ts'
import { designAhead } from './designedFits.ts'
import { expectedFits } from './expectedFits.ts'
import { sortFiles, type SortedFiles } from './intake.ts'
import { forgetEnded, rememberFiles, type IntakeMemory } from './intakeMemory.ts'
import type { IntakeState } from './intakeState.ts'
import { addMessages, fileMessage, message, setMessages } from './messages.ts'
import { openRun, reassemble, type Opening } from './openRun.ts'
import { endOtherUses, listUnused } from './fileRoles.ts'
import { findingOf } from './findingOf.ts'
import { readWith } from './readWith.ts'
import { hashInTime } from './runHash.ts'
import { noCompanions, type AppStore } from './store.ts'
import { addAnatomy } from './addAnatomy.ts'
import { spaceOf } from './space.ts'
import { refitSpm } from './refitSpm.ts'
import { createRunActions } from './runActions.ts'
import { fitSpmWithoutEvents, takeModels } from './takeModels.ts'
import { takeMaps } from './takeMaps.ts'

/** What taking files in works with. */
export interface Intake {
  readonly opening: Opening
  readonly memory: IntakeMemory
  /** Gives a run's opening its signal and ends an opening that goes on. */
  readonly begin: () => AbortSignal
  /** Aborts when the user cancels what is being read. */
  readonly signal: AbortSignal
}

/**
 * Takes in files that were dropped or picked: a run with its companions, or what adds to the run that is open or being
 * opened.
 */
export async function addFiles(
  intake: Intake,
  files: readonly File[],
  options: InspectOptions = {},
): Promise<void> {
  await takeIn(intake, await inspect(intake, files, options))
}

/** What files are, once all that was added before them is known; they are remembered by name. */
export function inspect(
  { opening, memory, signal }: Intake,
  files: readonly File[],
  options: InspectOptions = {},
): Promise<Inspected[]> {
  const { store, engine } = opening
  showLoading(store)
  ask(store, null)
  rememberFiles(memory, files)
  const inspected = memory.inspecting.then(() =>
    readWith(opening, signal, (jobId) => engine.run.inspect(files, options, jobId)),
  )
  memory.inspecting = inspected.catch(() => undefined)
  return inspected
}

/** Opens the run among recognised files, or adds them to the run there is. */
export async function takeIn(
  intake: Intake,
  inspected: readonly Inspected[],
  how: LoadOptions = {},
): Promise<void> {
  const { opening, memory, begin, signal } = intake
  const { store } = opening
  signal.throwIfAborted()
  forgetEnded(memory, store.getState())
  const sorted = sortFiles(inspected)
  setMessages(store, 'files', sorted.messages)
  if (sorted.bold !== null) {
    const opened = openDropped(opening, { ...sorted, bold: sorted.bold, how }, begin())
    memory.opening = opened
    memory.loadOtherwise = (again, otherwise): Promise<void> => takeIn(again, inspected, otherwise)
    if (!(await opened)) return
    memory.hash = hashInTime(opening, sorted.bold)
  } else {
    await memory.opening
    signal.throwIfAborted()
    addToRun(opening, sorted)
  }
  listUnused(store, sorted.unused)
  takeModels(store, sorted.models)
  fitSpmWithoutEvents(store, (pane) => {
    refitSpm(store, pane, (count) => {
      createRunActions(opening).setDiscardScans(count)
    })
  })
  takeMaps(store, sorted.maps)
  for (const { name } of sorted.maps) endOtherUses(store, name, 'map')
  await takeMask(intake, sorted.mask)
  await takeSession(intake, sorted.session)
  await takeAnatomy(intake, sorted)
}

/** Asks something in place of what was asked before. */
export function ask(store: AppStore, question: IntakeState['question']): void {
  store.setState(({ intake }) => ({ intake: { ...intake, question } }))
}

/** Says that files are being read. */
function showLoading(store: AppStore): void {
  store.setState({ loading: { status: 'running', progress: null } })
}

/** The end of all that was being taken in: where nothing came of it and nothing is open, that has failed. */
export function endIntake(store: AppStore): void {
  const { loading, run, waiting, messages, maps, models } = store.getState()
  if (loading.status !== 'running') return
  const [reason] = messages.filter(({ scope }) => scope === 'files')
  const isEmpty =
    run === null &&
    maps.files.length === 0 &&
    models.spm === null &&
    models.designs.length === 0 &&
    Object.values(waiting).every((companion) => companion === null)
  const failed = isEmpty && reason !== undefined
  store.setState({ loading: failed ? { status: 'failed', finding: reason } : { status: 'idle' } })
}

/** Reads a mask once there is the run it is for. */
async function takeMask({ opening, memory, signal }: Intake, mask: ImageFiles | null): Promise<void> {
  const { store } = opening
  forgetEnded(memory, store.getState())
  memory.mask = mask ?? memory.mask
  if (memory.mask === null) return
  const image = memory.mask
  if (store.getState().run === null) {
    const { name } = image.file
    // Its voxels are counted when there is a grid to compare it with.
    store.setState(({ waiting }) => ({ waiting: { ...waiting, mask: { name, voxelCount: 0 } } }))
    endOtherUses(store, name, 'mask')
    return
  }
  memory.mask = null
  showLoading(store)
  await addMask(opening, image, signal)
}

/** Reads an anatomy once there is the run it is for; one that came by itself is shown at once. */
async function takeAnatomy(
  { opening, memory, signal }: Intake,
  { anatomy, bold }: SortedFiles,
): Promise<void> {
  const { store } = opening
  memory.anatomy = anatomy ?? memory.anatomy
  if (memory.anatomy === null) return
  const image = memory.anatomy
  if (spaceOf(store.getState()) === null) {
    store.setState(({ waiting }) => ({ waiting: { ...waiting, anatomy: image.file.name } }))
    endOtherUses(store, image.file.name, 'anatomy')
    return
  }
  memory.anatomy = null
  store.setState(({ waiting }) => ({ waiting: { ...waiting, anatomy: null } }))
  showLoading(store)
  await addAnatomy(opening, image, { show: bold === null, signal })
}

/** Applies a session once the run it is for and that run's hash are known. */
async function takeSession(
  { opening: { store }, memory, signal }: Intake,
  session: SortedFiles['session'],
): Promise<void> {
  memory.session = session ?? memory.session
  const run = store.getState().run
  const needsRun = run === null && memory.session !== null && !isOfMapsAlone(memory.session)
  if (memory.session === null || needsRun) {
    if (session === null) return
    store.setState((state) => ({ waiting: { ...state.waiting, session: session.name } }))
    endOtherUses(store, session.name, 'session')
    return
  }
  const due = memory.session
  memory.session = null
  showLoading(store)
  await abortable(signal, memory.hash(), () => undefined)
  applySession(store, due)
  endOtherUses(store, due.name, 'session')
}

interface DroppedRun extends SortedFiles {
  readonly bold: RunFiles
  readonly how: LoadOptions
}

async function openDropped(opening: Opening, dropped: DroppedRun, signal: AbortSignal): Promise<boolean> {
  const { store, engine } = opening
  const { bold, how } = dropped
  return openRun(
    opening,
    {
      fileName: bold.file.name,
      read: async (jobId, onProgress) => {
        const summary = engine.run.load(bold, jobId, onProgress, how)
        beginDesigns(opening, dropped, signal)
        return { summary: await summary, companions: merged(waitingNow(store), dropped) }
      },
    },
    signal,
  )
}

/** Has the designs made that the panes will have, while the run is being read. */
function beginDesigns({ store, engine }: Opening, dropped: DroppedRun, signal: AbortSignal): void {
  try {
    const companions = merged(waitingNow(store), dropped)
    designAhead(engine, expectedFits(store.getState(), { ...dropped, companions }), signal)
  } catch {
    // What is wrong with the companions or settings is said when the run is open.
  }
}

/** Companions that were added before any run belong to the first one; an open run's do not belong to the next. */
function waitingNow(store: AppStore): Companions {
  const { run, waiting } = store.getState()
  return run === null ? waiting : noCompanions
}

function merged(known: Companions, sorted: SortedFiles): Companions {
  return {
    events: sorted.events ?? known.events,
    sidecar: sorted.sidecar ?? known.sidecar,
    confounds: sorted.confounds ?? known.confounds,
    mask: null,
    session: known.session,
    anatomy: known.anatomy,
  }
}

function addToRun({ store }: Opening, sorted: SortedFiles): void {
  const { run, waiting } = store.getState()
  if (run === null) {
    store.setState({ waiting: { ...merged(waiting, sorted), mask: waiting.mask } })
    endOldUses(store, sorted)
    return
  }
  try {
    const { events, sidecar, confounds } = sorted
    // A sidecar added on purpose overrules an earlier choice.
    const chosen = sidecar === null ? run.chosenRepetitionTime : null
    if (events !== null || sidecar !== null || confounds !== null) {
      reassemble(store, { ...merged(run.companions, sorted), mask: run.companions.mask }, chosen)
    }
    endOldUses(store, sorted)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    addMessages(store, [fileMessage(error.finding)])
  }
}

function endOldUses(store: AppStore, sorted: SortedFiles): void {
  for (const role of ['events', 'sidecar', 'confounds'] as const) {
    const taken = sorted[role]
    if (taken !== null) endOtherUses(store, taken.name, role)
  }
}

async function addMask(opening: Opening, image: ImageFiles, signal: AbortSignal): Promise<void> {
  const { store, engine } = opening
  const runId = store.getState().run?.id
  try {
    const mask = await readWith(opening, signal, (jobId, onProgress) =>
      engine.run.loadMask(image, jobId, onProgress),
    )
    const { run } = store.getState()
    if (run === null || run.id !== runId) return
    reassemble(store, { ...run.companions, mask }, run.chosenRepetitionTime)
    endOtherUses(store, mask.name, 'mask')
  } catch (error) {
    if (isCancelled(error)) throw error
    addMessages(store, [message(findingOf(error), 'files')])
    listUnused(store, [image.file.name])
  }
}
