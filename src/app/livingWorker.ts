import { lifeLockHeld, WorkerEnded } from '../protocol/lifeLock.ts'

/** A worker and the news of its end. */
export interface LivingWorker {
  readonly worker: Worker
  /** Rejects with `WorkerEnded` when the worker has ended; never resolves. */
  readonly end: Promise<never>
  /** Ends it. */
  readonly stop: () => void
}

/**
 * Watches a worker whose name is its own. It has ended when an error escapes it, or when the browser frees the lock that
 * it holds while it lives: running out of memory gives no event.
 */
export function watchWorker(worker: Worker, name: string): LivingWorker {
  let stop = (): void => undefined
  const end = new Promise<never>((_, reject) => {
    const ended = (): void => {
      worker.terminate()
      reject(new WorkerEnded())
    }
    stop = ended
    worker.addEventListener('error', ended)
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data === lifeLockHeld) void navigator.locks.request(name, ended)
    })
  })
  // Whoever waits for an answer hears of it; without anyone it is no error.
  end.catch(() => undefined)
  return { worker, end, stop }
}
