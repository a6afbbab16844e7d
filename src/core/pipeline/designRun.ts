import type { ConfoundTable } from '../design/confounds.ts'
import type { StimulusEvent } from '../design/event.ts'

/** What a design needs to know about a run. */
export interface DesignRun {
  readonly scanCount: number
  readonly repetitionTimeSeconds: number
  readonly events: readonly StimulusEvent[]
  readonly confounds?: ConfoundTable | undefined
}
