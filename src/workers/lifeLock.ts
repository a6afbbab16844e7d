import { lifeLockHeld } from '../protocol/lifeLock.ts'

/**
 * Holds a lock of the worker's name as long as the worker lives and says so: a worker that ends without a word, for lack
 * of memory perhaps, gives no event, but the browser frees its lock.
 */
export function holdLifeLock(): void {
  if (!('locks' in navigator)) return
  void navigator.locks.request(globalThis.name, () => {
    globalThis.postMessage(lifeLockHeld)
    return new Promise(() => undefined)
  })
}

/** Calls `ended` when a worker whose name is its own has ended; it holds its life lock. */
export function whenEnded(worker: Worker, name: string, ended: () => void): void {
  worker.addEventListener('error', ended)
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (data === lifeLockHeld) void navigator.locks.request(name, ended)
  })
}
