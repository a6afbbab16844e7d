import { Cancelled } from '../../src/protocol/progress.ts'
import type { Engine } from '../../src/state/engine.ts'

/** An engine whose run's worker does not answer one kind of call until it is let go. */
export interface HeldBack {
  readonly engine: Engine
  /** How many calls have been made. */
  calls(): number
  /** Job numbers that were cancelled. */
  readonly cancelled: number[]
  /** From now on calls are answered. */
  letGo(): void
}

type Method = 'inspect' | 'load' | 'loadMask' | 'loadAnatomy' | 'quality' | 'simulateSample'

/**
 * Holds back the calls of `method` from the one after the first `free` on. Cancelled ones are answered all the same, as
 * by a worker that was about to, except `quality`.
 */
export function heldBack(engine: Engine, method: Method, free = 0): HeldBack {
  const cancelled: number[] = []
  let calls = 0
  let letGo: () => void = () => undefined
  const gate = new Promise<void>((resolve) => {
    letGo = resolve
  })
  const answers = engine.run as unknown as Record<Method, (...args: unknown[]) => Promise<unknown>>
  const run = {
    ...engine.run,
    [method]: async (...args: unknown[]) => {
      calls++
      if (calls > free) await gate
      if (method === 'quality' && cancelled.some((jobId) => args.includes(jobId))) throw new Cancelled()
      return answers[method](...args)
    },
    cancel: (jobId: number) => {
      cancelled.push(jobId)
      return engine.run.cancel(jobId)
    },
  }
  return { engine: { ...engine, run }, calls: () => calls, cancelled, letGo }
}
