import type { DesignContract } from '../protocol/designContract.ts'
import type { FitContract } from '../protocol/fitContract.ts'
import type { RunContract } from '../protocol/runContract.ts'

/** The workers as the state sees them: contracts that return promises, wherever they run. */
export interface Engine {
  readonly run: RunContract
  readonly design: DesignContract
  readonly fits: readonly FitContract[]
  /** Resolves when the run can send slabs to the fitting workers. */
  readonly ready: Promise<void>
  /** Puts so many empty fitting workers in place of those in `fits`, which end; `ready` says when they are connected. */
  readonly setFitWorkers?: (count: number) => void
  /** Tells at once when a worker has ended. */
  readonly onWorkerEnd?: (listener: (kind: WorkerKind, next: AfterEnd) => void) => void
}

export type WorkerKind = 'run' | 'design' | 'fit'

/** Another worker takes its place, empty and soon connected (`ready`); or it ends too often and none does. */
export type AfterEnd = 'restarted' | 'given-up'

let nextJobId = 1

/** A number no other job has had. */
export function newJobId(): number {
  return nextJobId++
}

/** Tells a worker to stop a job; one that has ended has stopped. */
export function stopJob(worker: { cancel(jobId: number): Promise<void> }, jobId: number): void {
  worker.cancel(jobId).catch(() => undefined)
}
