import type { Opening } from './openRun.ts'
import { findingOf } from './findingOf.ts'
import { message, setMessages } from './messages.ts'
import type { Scheduler } from './scheduler.ts'

/** More workers than this cost more memory than they save time. */
const mostAutomatic = 8

/** Numbers of fitting workers to choose from. */
export const fitWorkerChoices: readonly number[] = [1, 2, 3, 4, 6, 8, 12, 16]

/** Fitting workers for a processor of so many cores. */
export function automaticFitWorkers(cores: number): number {
  return cores >= 1 ? Math.min(mostAutomatic, Math.floor(cores)) : 1
}

/** What resizing works with. */
export type FitPool = Pick<Opening, 'store' | 'engine' | 'prepared'> & { readonly scheduler: Scheduler }

/** Puts so many fitting workers in place of those there are; what they held is sent again. What is on screen stays. */
export async function resizeFitPool(pool: FitPool, count: number): Promise<void> {
  const { store, engine, prepared, scheduler } = pool
  if (engine.setFitWorkers === undefined || engine.fits.length === count) return
  await loaded(store)
  const goOn = scheduler.hold()
  try {
    // What is on its way to the old workers would never arrive.
    await prepared.settled()
    engine.setFitWorkers(count)
    prepared.reset()
    await engine.ready
  } catch (error) {
    setMessages(store, 'workers', [message(findingOf(error), 'workers')])
  }
  goOn('fits')
}

/** Resolves when no run is being read: its worker talks to the fitting workers when it is done. */
function loaded(store: FitPool['store']): Promise<void> {
  const isIdle = (): boolean => store.getState().loading.status !== 'running'
  if (isIdle()) return Promise.resolve()
  return new Promise((resolve) => {
    const unsubscribe = store.subscribe(() => {
      if (!isIdle()) return
      unsubscribe()
      resolve()
    })
  })
}
