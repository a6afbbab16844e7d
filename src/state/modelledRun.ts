import type { ConfoundTable } from '../core/design/confounds.ts'
import type { StimulusEvent } from '../core/design/event.ts'
import { zeros } from '../core/math/matrix.ts'
import { eventsOfWholeRun, type SpmAnalysis } from '../core/pipeline/specFromSpmMat.ts'
import type { LoadedRun } from './appState.ts'
import { memoizeLast } from './memo.ts'
import { serialOf } from './serialOf.ts'

/** What a design needs to know of a run; counts and onsets are of the whole file. */
export interface ModelledRun {
  readonly id: string
  readonly scanCount: number
  readonly repetitionTimeSeconds: number
  /** Null where they are missing. */
  readonly events: readonly StimulusEvent[] | null
  readonly confounds: ConfoundTable | null
  /** Name the confounds and the mask in keys. */
  readonly confoundsName: string
  readonly maskName: string
}

/** The loaded run as a design sees it; null while its repetition time is not known. */
export const modelledRun = memoizeLast((run: LoadedRun): ModelledRun | null => {
  if (run.repetitionTime === null) return null
  return {
    id: `run-${String(run.id)}`,
    scanCount: run.summary.scanCount,
    repetitionTimeSeconds: run.repetitionTime.seconds,
    events: run.events,
    confounds: run.confounds,
    confoundsName: serialOf(run.companions.confounds?.table),
    maskName: serialOf(run.companions.mask),
  }
})

/** The run that SPM analysed, as SPM.mat describes it. */
export const analysedRun = memoizeLast((analysis: SpmAnalysis): ModelledRun => {
  const { scanCount, discardScans, repetitionTimeSeconds } = analysis.run
  return {
    id: 'spm-mat',
    scanCount: scanCount + discardScans,
    repetitionTimeSeconds,
    events: eventsOfWholeRun(analysis),
    confounds: confoundsOfWholeRun(analysis),
    confoundsName: 'spm-mat',
    maskName: '',
  }
})

/** SPM's regressors with rows for the initial volumes that it left out, which are left out here too. */
export function confoundsOfWholeRun({ confounds, run }: SpmAnalysis): ConfoundTable | null {
  if (confounds === null || run.discardScans === 0) return confounds
  const { rows, columns, data } = confounds.values
  const values = zeros(rows + run.discardScans, columns)
  values.data.set(data, run.discardScans * columns)
  return { columns: confounds.columns, values }
}
