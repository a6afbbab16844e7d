import { isCancelled } from '../protocol/progress.ts'
import type { Checkpoint } from './jobs.ts'

/** Work that several may ask for and that is done once. */
export interface SharedWork<T> {
  /**
   * The result kept under `key`, made if there is none. Who asks while it is being made waits for the same; it is given
   * up when all who wait have been cancelled. What failed is not kept.
   */
  ask(key: string, checkpoint: Checkpoint, make: (checkpoint: Checkpoint) => Promise<T>): Promise<T>
  /** Forgets all results. */
  clear(): void
}

interface Work<T> {
  readonly waiting: Set<Checkpoint>
  readonly result: Promise<T>
}

/** No results yet; of more than `most` those not asked for the longest are forgotten. */
export function createSharedWork<T>(most = Infinity): SharedWork<T> {
  const works = new Map<string, Work<T>>()

  function begin(key: string, checkpoint: Checkpoint, make: (checkpoint: Checkpoint) => Promise<T>): Work<T> {
    const waiting = new Set([checkpoint])
    const giveUp = (): void => {
      works.delete(key)
    }
    const result = make(() => anyWaits(waiting, giveUp))
    const work = { waiting, result }
    result.catch(() => {
      if (works.get(key) === work) works.delete(key)
    })
    return work
  }

  return {
    ask(key, checkpoint, make) {
      const known = works.get(key)
      known?.waiting.add(checkpoint)
      const work = known ?? begin(key, checkpoint, make)
      works.delete(key)
      works.set(key, work)
      for (const oldest of works.keys()) if (works.size > most) works.delete(oldest)
      return work.result
    },
    clear() {
      works.clear()
    },
  }
}

/** Asks all who wait whether they were cancelled; throws when nobody is left. */
async function anyWaits(waiting: Set<Checkpoint>, giveUp: () => void): Promise<void> {
  for (const checkpoint of [...waiting]) {
    try {
      await checkpoint()
    } catch (error) {
      if (!isCancelled(error)) throw error
      waiting.delete(checkpoint)
      if (waiting.size > 0) continue
      giveUp()
      throw error
    }
  }
}
