import { Cancelled } from '../protocol/progress.ts'

/** Called between slabs: lets a cancel message in and throws `Cancelled` when there was one. */
export type Checkpoint = () => Promise<void>

/** The jobs of one worker that may still be cancelled. */
export interface Jobs {
  /** Runs `work` under `jobId`; a cancel of that id makes its next checkpoint throw. */
  run<T>(jobId: number, work: (checkpoint: Checkpoint) => Promise<T>): Promise<T>
  cancel(jobId: number): void
}

/** A message to oneself returns after the messages that were waiting: unlike a timer it is not slowed down. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}

/** A register of cancellable jobs. */
export function createJobs(): Jobs {
  const running = new Map<number, { cancelled: boolean }>()

  async function run<T>(jobId: number, work: (checkpoint: Checkpoint) => Promise<T>): Promise<T> {
    const flag = { cancelled: false }
    running.set(jobId, flag)
    try {
      return await work(async () => {
        await nextTask()
        if (flag.cancelled) throw new Cancelled()
      })
    } finally {
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
