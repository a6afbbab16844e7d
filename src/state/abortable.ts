import { Cancelled } from '../protocol/progress.ts'

/** Why a signal aborts when newer work has taken over; what is on screen is then the newer work's to say. */
export const superseded = 'superseded'

/**
 * The promise, or a `Cancelled` rejection as soon as the signal aborts: a worker in the middle of a slab is not waited for.
 * `onAbort` tells the worker.
 */
export function abortable<T>(signal: AbortSignal, promise: Promise<T>, onAbort: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      onAbort()
      reject(new Cancelled())
    }
    if (signal.aborted) {
      // Nobody waits for it any more.
      promise.catch(() => undefined)
      abort()
      return
    }
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', abort)
    })
  })
}
