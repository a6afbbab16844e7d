import { Refusal } from '../../src/core/finding.ts'
import type { Finding } from '../../src/core/finding.ts'

/** The finding of the Refusal that `attempt` throws; anything else it does is an Error. */
export function refusalOf(attempt: () => unknown): Finding {
  try {
    attempt()
  } catch (error) {
    if (error instanceof Refusal) return error.finding
    throw error
  }
  throw new Error('The input was not refused.')
}

/** Runs `attempt` and passes Refusals over in silence: for fuzzing, where any other error is a failure. */
export function valueOrRefusal<T>(attempt: () => T): T | undefined {
  try {
    return attempt()
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
