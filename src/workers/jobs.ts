import { Cancelled } from '../protocol/progress.ts'

/** Called between slabs: lets a cancel message in and throws `Cancelled` when there was one. */
export type Checkpoint = () => Promise<void>

/** The jobs of one worker that may still be cancelled. */
export interface Jobs {
  /** Runs `work` under `jobId`; a cancel of that id makes its next checkpoint throw, or its result be refused. */
  run<T>(jobId: number, work: (checkpoint: Checkpoint) => Promise<T>): Promise<T>
  cancel(jobId: number): void
}

interface Turns {
  /** Resolves after the messages that were waiting. */
  next(): Promise<void>
  close(): void
}

/** A message to oneself returns after the messages that were waiting: unlike a timer it is not slowed down. */
function messageTurns(): Turns {
  const { port1, port2 } = new MessageChannel()
  let resolve = (): void => undefined
  port1.onmessage = () => resolve()
  return {
    next() {
      return new Promise((resolved) => {
        resolve = resolved
        port2.postMessage(null)
      })
    },
    close() {
      port1.close()
    },
  }
}

/** A register of cancellable jobs. */
export function createJobs(): Jobs {
  const running = new Map<number, { cancelled: boolean }>()

  async function run<T>(jobId: number, work: (checkpoint: Checkpoint) => Promise<T>): Promise<T> {
    const flag = { cancelled: false }
    running.set(jobId, flag)
    const turns = messageTurns()
    try {
      const result = await work(async () => {
        await turns.next()
        if (flag.cancelled) throw new Cancelled()
      })
      if (flag.cancelled) throw new Cancelled()
      return result
    } finally {
      turns.close()
      if (running.get(jobId) === flag) running.delete(jobId)
    }
  }

  return {
    run,
    cancel(jobId) {
      const job = running.get(jobId)
      if (job !== undefined) job.cancelled = true
    },
  }
}
