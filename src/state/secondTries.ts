import { WorkerEnded } from '../protocol/lifeLock.ts'
import type { AfterEnd, WorkerKind } from './engine.ts'

/** Work that is lost when its worker ends, and is done once more when another worker is in its place. */
export interface SecondTries {
  /**
   * The work's result. It begins when the workers of the kind hold what they should; where its worker ends, it is done
   * once more with the next. Rejects with `WorkerEnded` where that one ends too or there is none.
   */
  run<T>(kind: WorkerKind, work: () => Promise<T>): Promise<T>
  /** A worker has ended; `recovery` settles when the next holds what it should. To be told before lost calls reject. */
  ended(kind: WorkerKind, next: AfterEnd, recovery: Promise<void>): void
}

/** Nothing lost. */
export function createSecondTries(): SecondTries {
  const recoveries = new Map<WorkerKind, Promise<void>>()
  const gone = new Set<WorkerKind>()
  return {
    async run(kind, work) {
      await recoveries.get(kind)
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof WorkerEnded) || gone.has(kind)) throw error
        await recoveries.get(kind)
        return work()
      }
    },
    ended(kind, next, recovery) {
      if (next === 'given-up') gone.add(kind)
      recoveries.set(
        kind,
        recovery.catch(() => undefined),
      )
    },
  }
}
