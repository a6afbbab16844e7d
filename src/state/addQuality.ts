import type { Finding } from '../core/finding.ts'
import type { RunQuality } from '../protocol/runContract.ts'
import type { LoadedRun } from './appState.ts'
import { newJobId } from './engine.ts'
import { addMessages, message } from './messages.ts'
import type { Opening } from './openRun.ts'
import { phase } from './phase.ts'
import type { AppStore } from './store.ts'

/** Finds out what the open run is like once its fits are done, and offers to leave out scans before equilibrium. */
export async function addQuality({ store, engine }: Pick<Opening, 'store' | 'engine'>): Promise<void> {
  const { run } = store.getState()
  if (run === null) return
  const isOpen = (): boolean => store.getState().run?.id === run.id
  await untilAtRest(store)
  if (!isOpen()) return
  // What the run is like is only for looking at: without it nothing else is lost.
  const quality = await engine.run.quality(newJobId()).catch(() => null)
  if (quality === null || !isOpen()) return
  store.setState(({ intake }) => ({ intake: { ...intake, quality: { ...quality, runId: run.id } } }))
  const { settings } = store.getState()
  if (quality.brightScans === 0 || (settings?.discardScans ?? 0) >= quality.brightScans) return
  addMessages(store, [
    message(brightScans(quality, run), 'files', { kind: 'discard-scans', count: quality.brightScans }),
  ])
}

/** Resolves once nothing is being read or fitted. */
function untilAtRest(store: AppStore): Promise<void> {
  return new Promise((resolve) => {
    const isAtRest = (): boolean => !['loading', 'fitting'].includes(phase(store.getState()))
    if (isAtRest()) {
      resolve()
      return
    }
    const unsubscribe = store.subscribe(() => {
      if (!isAtRest()) return
      unsubscribe()
      resolve()
    })
  })
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
