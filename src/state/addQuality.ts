import type { Finding } from '../core/finding.ts'
import { isCancelled } from '../protocol/progress.ts'
import type { RunQuality } from '../protocol/runContract.ts'
import type { LoadedRun } from './appState.ts'
import { newJobId, stopJob, type Engine } from './engine.ts'
import { addMessages, message } from './messages.ts'
import type { Opening } from './openRun.ts'
import { isAtRest } from './phase.ts'
import type { AppStore } from './store.ts'
import { when } from './when.ts'

/** Finds out what the open run is like while nothing else is done, and offers to leave out scans before equilibrium. */
export async function addQuality({
  store,
  engine,
  secondTries,
}: Pick<Opening, 'store' | 'engine' | 'secondTries'>): Promise<void> {
  const { run } = store.getState()
  if (run === null) return
  const isOpen = (): boolean => store.getState().run?.id === run.id
  let quality: RunQuality | null = null
  while (quality === null) {
    await when(store, isAtRest)
    if (!isOpen()) return
    try {
      quality = await secondTries.run('run', () => whileAtRest(store, engine))
    } catch {
      // What the run is like is only for looking at: without it nothing else is lost.
      return
    }
  }
  if (!isOpen()) return
  store.setState(({ intake }) => ({ intake: { ...intake, quality: { ...quality, runId: run.id } } }))
  const { settings } = store.getState()
  if (quality.brightScans === 0 || (settings?.discardScans ?? 0) >= quality.brightScans) return
  addMessages(store, [
    message(brightScans(quality, run), 'files', { kind: 'discard-scans', count: quality.brightScans }),
  ])
}

/** What the run is like; null where other work came between, to which it gives way. */
async function whileAtRest(store: AppStore, { run }: Engine): Promise<RunQuality | null> {
  const jobId = newJobId()
  const over = new AbortController()
  void when(store, (state) => !isAtRest(state), over.signal).then(() => stopJob(run, jobId))
  try {
    return await run.quality(jobId)
  } catch (error) {
    if (isCancelled(error)) return null
    throw error
  } finally {
    over.abort()
  }
}

function brightScans({ brightScans: count, globalSignal }: RunQuality, run: LoadedRun): Finding {
  const settled = globalSignal[count] ?? NaN
  const percent = 100 * ((globalSignal[0] ?? NaN) / settled - 1)
  const scans = count === 1 ? 'The first scan is' : `The first ${String(count)} scans are`
  return {
    code: 'scans-before-equilibrium',
    severity: 'warning',
    file: run.fileName ?? run.summary.name,
    message: `${scans} brighter than those that follow, by up to ${percent.toFixed(1)} %: the magnetisation had not settled.`,
    remedy: 'Leave them out; the events move with the first scan that is kept.',
  }
}
