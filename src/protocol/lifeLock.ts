/** What a worker posts once it holds the lock of its name. */
export const lifeLockHeld = 'glmscope: alive'

/** The rejection of calls to a worker that ended before it answered. */
export class WorkerEnded extends Error {
  constructor() {
    super('A background worker ended, perhaps for lack of memory')
    this.name = 'WorkerEnded'
  }
}
