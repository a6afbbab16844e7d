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
  /** Tells when a worker had ended and another has taken its place, empty and connected. */
  readonly onRestart?: (listener: (kind: WorkerKind) => void) => void
}

export type WorkerKind = 'run' | 'design' | 'fit'

let nextJobId = 1

/** A number no other job has had. */
export function newJobId(): number {
  return nextJobId++
}
