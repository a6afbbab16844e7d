import { Refusal, type Finding } from '../core/finding.ts'
import type { Progress } from '../protocol/progress.ts'
import type { RunSummary } from '../protocol/runContract.ts'
import { superseded } from './abortable.ts'
import type { AppState, Companions, LoadedRun, RepetitionTime } from './appState.ts'
import { addQuality } from './addQuality.ts'
import { assembleRun, type AssembledRun, type RunImage } from './assembleRun.ts'
import { newJobId, type Engine } from './engine.ts'
import { readOnce } from './readWith.ts'
import { addMessages, fileMessage, message, setMessages } from './messages.ts'
import type { PreparedData } from './preparedData.ts'
import { withRun } from './runUpdates.ts'
import type { Scheduler } from './scheduler.ts'
import type { SecondTries } from './secondTries.ts'
import { findingOf } from './findingOf.ts'
import { noCompanions, type AppStore } from './store.ts'

/** What opening a run works with. */
export interface Opening {
  readonly store: AppStore
  readonly engine: Engine
  readonly prepared: PreparedData
  readonly scheduler: Pick<Scheduler, 'abandon' | 'cancel'>
  readonly secondTries: SecondTries
}

/** Something to open: reads it in the run's worker and says what belongs to it. */
export interface RunSource {
  readonly fileName: string | null
  readonly read: (jobId: number, onProgress: (progress: Progress) => void) => Promise<ReadRun>
}

export interface ReadRun {
  readonly summary: RunSummary
  readonly companions: Companions
}

let lastRunId = 0

/** Where the open run of each app came from, so that it can be read again. */
const sources = new WeakMap<AppStore, RunSource>()

/**
 * Opens a run in place of the one before, which stays until the new one is read. Resolves to whether it was opened; what
 * went wrong is a message.
 */
export async function openRun(opening: Opening, source: RunSource, signal: AbortSignal): Promise<boolean> {
  const { store } = opening
  store.setState({ loading: { status: 'running', progress: null } })
  try {
    await opening.secondTries.run('run', async () => {
      await adopt(opening, source, await readOnce(opening, signal, source.read))
    })
    if (!signal.aborted) store.setState({ loading: { status: 'idle' } })
    // The workers hold the new run by now: what a cancel that came late can stop is its fits.
    else if (signal.reason !== superseded) opening.scheduler.cancel()
    return true
  } catch (error) {
    // Who cancelled or took over says so.
    if (!signal.aborted) endLoading(store, error)
    return false
  }
}

async function adopt(opening: Opening, source: RunSource, read: ReadRun): Promise<void> {
  const { store, engine, prepared, scheduler } = opening
  // From here on the run's worker answers for the new run.
  scheduler.abandon()
  prepared.reset(read.summary.kept)
  await engine.run.adopt('another-run')
  await Promise.all(engine.fits.map((fit) => fit.reset()))
  const image: RunImage = {
    id: ++lastRunId,
    summary: read.summary,
    fileName: source.fileName,
    images: await engine.run.images(0),
    isSample: source.fileName === null,
    sha256: null,
  }
  const { run, findings } = assembleLeniently(image, read.companions)
  sources.set(store, source)
  store.setState((state) => ({
    ...withoutOldImages(state, run, withRun(state, run)),
    waiting: noCompanions,
  }))
  store.temporal.getState().clear()
  for (const scope of ['pane-a', 'pane-b'] as const) setMessages(store, scope, [])
  setMessages(store, 'run', runMessages(store.getState(), findings))
  void addQuality(opening)
}

/** Has the run's worker read the open run once more; what is on screen stays. */
export async function readAgain({ store, engine }: Opening): Promise<void> {
  const source = sources.get(store)
  if (source === undefined || store.getState().run === null) return
  await source.read(newJobId(), () => undefined)
  await engine.run.adopt('same-run')
}

/** Pictures of the run before go with it. */
function withoutOldImages(before: AppState, run: LoadedRun, next: Partial<AppState>): Partial<AppState> {
  const { intake, view } = before
  return {
    ...next,
    intake: { ...intake, anatomy: null, quality: null, unused: stillUnused(before, run) },
    view: { ...(next.view ?? view), underlay: 'mean', underlayRange: null },
  }
}

/** What was left out before there was any run can be taken for something with the first one that comes from files. */
function stillUnused({ run: before, intake }: AppState, { isSample, files }: LoadedRun): readonly string[] {
  if (before !== null || isSample) return []
  return intake.unused.filter((name) => !files.some((file) => file.name === name))
}

/** Companions that belong to another run are left out, and the reason is said; the image alone is still worth opening. */
export function assembleLeniently(image: RunImage, companions: Companions): AssembledRun {
  const reasons: Finding[] = []
  const usable = (part: Partial<Companions>): Partial<Companions> => {
    try {
      assembleRun(image, { ...noCompanions, sidecar: companions.sidecar, ...part }, null)
      return part
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      reasons.push(error.finding)
      return {}
    }
  }
  const fitting = { ...usable({ events: companions.events }), ...usable({ confounds: companions.confounds }) }
  const assembled = assembleRun(image, { ...companions, events: null, confounds: null, ...fitting }, null)
  return { run: assembled.run, findings: [...reasons, ...assembled.findings] }
}

/** Messages about a run; where another TR is stated, a button offers it. */
function runMessages(state: AppState, findings: readonly Finding[]): ReturnType<typeof message>[] {
  const other = state.run?.otherRepetitionTime ?? null
  return findings.map((finding) =>
    finding.code === 'tr-differs' && other !== null
      ? message(finding, 'run', { kind: 'use-repetition-time', ...other })
      : { ...fileMessage(finding), scope: 'run' },
  )
}

/**
 * The loaded run with other companions or another TR. Throws a Refusal when they belong to another run; nothing has
 * changed then.
 */
export function reassemble(store: AppStore, companions: Companions, chosen: RepetitionTime | null): void {
  const { run } = store.getState()
  if (run === null) return
  const assembled = assembleRun(run, companions, chosen)
  store.setState((state) => withRun(state, assembled.run))
  setMessages(store, 'run', runMessages(store.getState(), assembled.findings))
}

function endLoading(store: AppStore, error: unknown): void {
  const finding = findingOf(error)
  if (finding.code === 'run-over-memory') {
    store.setState(({ intake }) => ({
      loading: { status: 'idle' },
      intake: { ...intake, question: { kind: 'memory', finding } },
    }))
    return
  }
  addMessages(store, [message(finding, 'files')])
  store.setState({ loading: { status: 'failed', finding } })
}
