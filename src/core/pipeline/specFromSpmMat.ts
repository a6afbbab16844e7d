import type { ContrastSpec } from '../contrast/contrastSpec.ts'
import type { ConfoundTable } from '../design/confounds.ts'
import type { StimulusEvent } from '../design/event.ts'
import { Refusal, type Finding } from '../finding.ts'
import type { SpmMat } from '../formats/spmMat.ts'
import type { PipelineSpec } from './pipelineSpec.ts'

export interface NamedContrast {
  readonly name: string
  readonly contrast: ContrastSpec
}

/** An SPM analysis as a pane's settings and what they need from the run. */
export interface SpmAnalysis {
  /** `settings`: made from events as every pane; `matrix`: SPM's own columns as numbers, because settings cannot say them. */
  readonly designFrom: 'settings' | 'matrix'
  readonly spec: PipelineSpec
  /** In the order of con_0001, con_0002…; by names of the design's columns. */
  readonly contrasts: readonly NamedContrast[]
  /** Seconds from the first scan that SPM analysed. */
  readonly events: readonly StimulusEvent[]
  /** User-specified regressors, one row per scan that SPM analysed; null without any. `spec.confounds` names them. */
  readonly confounds: ConfoundTable | null
  readonly run: SpmRunFacts
  /** Largest deviation of the design that the settings make from xX.X, relative to each column's largest value. */
  readonly deviation: number
  readonly findings: readonly Finding[]
}

/** What SPM.mat says about the run that it analysed. */
export interface SpmRunFacts {
  readonly repetitionTimeSeconds: number
  readonly scanCount: number
  /** Initial volumes of the file that SPM did not analyse (xY.P begins at volume 5: 4 are left out). */
  readonly discardScans: number
  /** File name of the BOLD image without folders; null where SPM was given one file per volume, or none is named. */
  readonly boldName: string | null
  /** File name of the explicit mask without folders; `spec.mask` is then a file of that name. */
  readonly maskName: string | null
}

/**
 * The settings of an SPM.mat. Throws a Refusal for what no pane can be: several sessions in one model, or a design that is not one of
 * events over scans.
 */
export function specFromSpmMat(spm: SpmMat): SpmAnalysis {
  throw new Refusal({
    code: 'spm-mat-unread',
    severity: 'error',
    file: spm.fileName,
    message: 'The analysis is not read yet.',
    remedy: 'Drop other files.',
  })
}
