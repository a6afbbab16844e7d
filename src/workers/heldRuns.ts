import type { SampleRun } from '../core/simulate/sampleRun.ts'
import type { HeldRun } from './heldRun.ts'

/** A run with the simulation it came from, for saving it as files. */
export interface OpenedRun {
  readonly run: HeldRun
  readonly sample: SampleRun | null
}

/** The run that answers questions, and beside it the one that was read last and may take its place. */
export interface HeldRuns {
  /** Throws where no run has been adopted. */
  current(): HeldRun
  sample(): SampleRun | null
  /** Keeps a run beside the current one, read by the job `jobId`. */
  put(jobId: number, opened: OpenedRun): void
  /** The run read last takes the place of the current one. Throws where there is none. */
  adopt(): void
  /** Lets go of a run that was read by a job that has been cancelled. */
  forget(jobId: number): void
}

/** No run held yet. */
export function createHeldRuns(): HeldRuns {
  let current: OpenedRun | null = null
  let beside: (OpenedRun & { readonly jobId: number }) | null = null
  return {
    current() {
      if (current === null) throw new Error('no run is loaded')
      return current.run
    },
    sample: () => current?.sample ?? null,
    put(jobId, opened) {
      beside = { ...opened, jobId }
    },
    adopt() {
      if (beside === null) throw new Error('no run has been read')
      current = beside
      beside = null
    },
    forget(jobId) {
      if (beside?.jobId === jobId) beside = null
    },
  }
}
