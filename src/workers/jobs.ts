import { Cancelled } from '../protocol/progress.ts'

/** Called between pieces of work, often: lets messages in when it is time and throws `Cancelled` when there was a cancel. */
export type Checkpoint = () => Promise<void>

/** The jobs of one worker that may still be cancelled. */
export interface Jobs {
  /** Runs `work` under `jobId`; a cancel of that id makes its next checkpoint throw, or its result be refused. */
  run<T>(jobId: number, work: (checkpoint: Checkpoint) => Promise<T>): Promise<T>
  cancel(jobId: number): void
}

interface Turns {
  /** Resolves after the messages that were waiting, where they are let in. */
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

/** How long other messages may wait: a turn after each of many small slabs would add to every fit. */
const mostMsBetweenTurns = 8

/** Turns that are taken only where the last one is long enough ago; the first is always taken. */
function spareTurns(turns: Turns): Turns {
  let last = -Infinity
  return {
    ...turns,
    async next() {
      if (performance.now() - last < mostMsBetweenTurns) return
      await turns.next()
      last = performance.now()
    },
  }
}

/** A register of cancellable jobs. */
export function createJobs(): Jobs {
  const running = new Map<number, { cancelled: boolean }>()

  async function run<T>(jobId: number, work: (checkpoint: Checkpoint) => Promise<T>): Promise<T> {
    const flag = { cancelled: false }
    running.set(jobId, flag)
    const turns = spareTurns(messageTurns())
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
