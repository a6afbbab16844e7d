import { Refusal, type Finding } from '../core/finding.ts'

/** The finding of a refusal; anything else is our own defect and is said as such. */
export function findingOf(error: unknown): Finding {
  if (error instanceof Refusal) return error.finding
  return {
    code: 'unexpected',
    severity: 'error',
    message: `The work stopped unexpectedly: ${error instanceof Error ? error.message : String(error)}.`,
    remedy: 'Change a setting or open the run again; the earlier maps stay.',
  }
}
