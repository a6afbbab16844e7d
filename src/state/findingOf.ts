import { Refusal, type Finding } from '../core/finding.ts'
import { WorkerEnded } from '../protocol/lifeLock.ts'

/** The finding of a refusal; anything else is our own defect and is said as such. */
export function findingOf(error: unknown): Finding {
  if (error instanceof Refusal) return error.finding
  if (error instanceof WorkerEnded) return workerEnded
  return {
    code: 'unexpected',
    severity: 'error',
    message: `The work stopped unexpectedly: ${error instanceof Error ? error.message : String(error)}.`,
    remedy: 'Change a setting or open the run again; the earlier maps stay.',
  }
}

const workerEnded: Finding = {
  code: 'worker-ended',
  severity: 'error',
  message: 'The background worker that did this ended before it was done, perhaps for lack of memory.',
  remedy: 'Close other tabs and programs and try again; what was open before stays.',
}
