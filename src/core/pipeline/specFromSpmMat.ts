import type { ContrastSpec } from '../contrast/contrastSpec.ts'
import type { ConfoundTable } from '../design/confounds.ts'
import type { StimulusEvent } from '../design/event.ts'
import type { Finding } from '../finding.ts'
import { listed, note, refusal } from '../formats/refuse.ts'
import type { SpmMat, SpmSession } from '../formats/spmMat.ts'
import { columnOf } from '../math/matrix.ts'
import type { MatrixModelSpec, PipelineSpec } from './pipelineSpec.ts'
import { spmContrasts } from './spmContrasts.ts'
import { spmDesignColumns } from './spmColumns.ts'
import { designDeviation } from './spmDeviation.ts'
import { spmRunFacts, type SpmRunFacts } from './spmRunFacts.ts'
import { spmSettings, whySettingsCannotSay } from './spmSettings.ts'

/** A contrast and what it is called. */
export interface NamedContrast {
  readonly name: string
  readonly contrast: ContrastSpec
}

/** An SPM analysis as a pane's settings and what they need from the run. */
export interface SpmAnalysis {
  /** `settings`: made from events as in every pane; `matrix`: SPM's own columns as numbers, because settings cannot say them. */
  readonly designFrom: 'settings' | 'matrix'
  readonly spec: PipelineSpec
  /** In the order of con_0001, con_0002…; by names of the design's columns. */
  readonly contrasts: readonly NamedContrast[]
  /** Seconds from the first scan that SPM analysed. */
  readonly events: readonly StimulusEvent[]
  /** User-specified regressors, one row per scan that SPM analysed; null without any. `spec.confounds` names them. */
  readonly confounds: ConfoundTable | null
  readonly run: SpmRunFacts
  /** Largest deviation of the pane's design from xX.X, relative to the largest value of each column; 0 for a matrix. */
  readonly deviation: number
  readonly findings: readonly Finding[]
}

/** Settings that come no nearer to xX.X than this are not the ones SPM used; equal ones come within 1e-9. */
const equalDesigns = 1e-6

/**
 * The settings of an SPM.mat. Where they cannot say SPM's design, or do not reproduce it, the design is given as numbers and a finding
 * says why. Throws a Refusal for several sessions in one model.
 */
export function specFromSpmMat(spm: SpmMat): SpmAnalysis {
  const session = onlySession(spm)
  const { run, findings: runFindings } = spmRunFacts(spm)
  const { spec, findings } = spmSettings(spm, session, run)
  const inputs = { events: eventsOf(spm, session), confounds: confoundsOf(session) }
  const said = whySettingsCannotSay(spm, session)
  const deviation = said === null ? designDeviation(spm, spec, { ...run, ...inputs }) : Infinity
  const analysis = { ...inputs, run, contrasts: spmContrasts(spm) }
  if (deviation <= equalDesigns)
    return { ...analysis, designFrom: 'settings', spec, deviation, findings: [...runFindings, ...findings] }
  return {
    ...analysis,
    designFrom: 'matrix',
    spec: { ...spec, eventModel: matrixOf(spm), confounds: { ...spec.confounds, columns: [] } },
    deviation: 0,
    findings: [...runFindings, asNumbers(spm.fileName, said ?? notReproduced), ...findings],
  }
}

/** The same events in seconds from the first volume of the file, where SPM left initial volumes out. */
export function eventsOfWholeRun({ events, run }: SpmAnalysis): readonly StimulusEvent[] {
  const shift = run.discardScans * run.repetitionTimeSeconds
  return shift === 0 ? events : events.map((event) => ({ ...event, onset: event.onset + shift }))
}

const notReproduced = 'the settings stated in the file do not give the columns stored in it'

function onlySession({ sessions, fileName }: SpmMat): SpmSession {
  if (sessions.length === 1) return sessions[0]
  const counts = listed(
    sessions.map(({ scanCount }) => scanCount),
    6,
  )
  throw refusal({
    code: 'spm-several-sessions',
    file: fileName,
    message: `The model has ${sessions.length} sessions (${counts} scans), but a pane fits one run.`,
    remedy:
      'Specify one of its sessions by itself in SPM12 and drop that SPM.mat; maps of this model can be compared.',
  })
}

function asNumbers(file: string, why: string): Finding {
  return note({
    code: 'spm-design-as-numbers',
    file,
    message: `SPM’s design is used as it is stored, column by column: ${why}.`,
    remedy:
      'Filter, noise model, scaling and mask are settings of the pane; conditions and HRF are fixed in the columns.',
  })
}

function matrixOf(spm: SpmMat): MatrixModelSpec {
  const columns = spmDesignColumns(spm)
  return {
    kind: 'matrix',
    source: { tool: 'spm12', fileName: spm.fileName },
    columns: columns.map((column, j) => ({ ...column, values: [...columnOf(spm.design.matrix, j)] })),
    drift: 'none',
    constant: columns.some(({ role }) => role === 'constant') ? 'included' : 'none',
  }
}

function eventsOf({ units, repetitionTimeSeconds }: SpmMat, session: SpmSession): StimulusEvent[] {
  const seconds = units === 'scans' ? repetitionTimeSeconds : 1
  return session.conditions.flatMap(({ name, onsets, durations }) =>
    Array.from(onsets, (onset, i) => ({
      onset: onset * seconds,
      duration: durations[i] * seconds,
      trialType: name,
    })),
  )
}

function confoundsOf({ regressors }: SpmSession): ConfoundTable | null {
  const { names, values } = regressors
  return names.length === 0 ? null : { columns: names, values }
}
