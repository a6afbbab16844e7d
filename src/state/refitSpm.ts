import { Refusal, type Finding } from '../core/finding.ts'
import type { ConfoundTable } from '../core/design/confounds.ts'
import type { ConfoundsTable } from '../core/formats/confoundsTable.ts'
import { columnOf } from '../core/math/matrix.ts'
import { eventsOfWholeRun } from '../core/pipeline/specFromSpmMat.ts'
import type { Companions, LoadedRun, Pane, RepetitionTime, Settings } from './appState.ts'
import { addMessages, message } from './messages.ts'
import { confoundsOfWholeRun } from './modelledRun.ts'
import type { SpmFile } from './modelLibrary.ts'
import { reassemble } from './openRun.ts'
import type { AppStore } from './store.ts'

/** Repetition times that differ by less, in seconds, are the same. */
const sameSeconds = 0.001

/**
 * Makes the settings of the dropped SPM.mat a pane's, with its events, regressors and TR for the run, and fits them. Where it
 * analysed another run all stays as it was.
 */
export function refitSpm(store: AppStore, pane: Pane, setDiscardScans: (count: number) => void): void {
  const { run, models } = store.getState()
  const { spm } = models
  if (run === null || spm === null) return
  try {
    requireSameLength(run, spm)
    reassemble(store, withInputs(run.companions, spm), repetitionTimeFor(run, spm))
    store.setState(({ settings, sources }) => ({
      settings: settings === null ? null : withAnalysis(settings, pane, spm),
      sources: { ...sources, [pane]: { kind: 'fitted' } },
    }))
    setDiscardScans(spm.analysis.run.discardScans)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    addMessages(store, [message(error.finding, 'files')])
  }
}

function requireSameLength({ summary }: LoadedRun, { name, analysis }: SpmFile): void {
  const { scanCount, discardScans } = analysis.run
  const kept = summary.scanCount - discardScans
  if (kept === scanCount) return
  const finding: Finding = {
    code: 'spm-mat-other-run',
    severity: 'error',
    file: name,
    message: `SPM analysed ${String(scanCount)} scans, but the run has ${String(kept)}${discardScans === 0 ? '' : ` without the first ${String(discardScans)}`}.`,
    remedy: 'Add the run that this SPM.mat is of; its maps can be compared all the same.',
  }
  throw new Refusal(finding)
}

function withInputs(companions: Companions, { name, analysis }: SpmFile): Companions {
  const confounds = confoundsOfWholeRun(analysis)
  return {
    ...companions,
    events: { name, table: { events: eventsOfWholeRun(analysis), columns: [], findings: [] } },
    ...(confounds === null ? {} : { confounds: { name, table: tableOf(confounds) } }),
  }
}

function tableOf({ columns, values }: ConfoundTable): ConfoundsTable {
  return {
    columns: columns.map((name, j) => {
      const column = columnOf(values, j)
      return { name, values: column, missingCount: 0, constant: column.every((value) => value === column[0]) }
    }),
    rowCount: values.rows,
    findings: [],
  }
}

function repetitionTimeFor(run: LoadedRun, { analysis }: SpmFile): RepetitionTime | null {
  const seconds = analysis.run.repetitionTimeSeconds
  const known = run.repetitionTime?.seconds ?? NaN
  return Math.abs(known - seconds) < sameSeconds ? run.chosenRepetitionTime : { seconds, source: 'user' }
}

function withAnalysis(settings: Settings, pane: Pane, { analysis }: SpmFile): Settings {
  const { spec, contrasts, run } = analysis
  const names = contrasts.map(({ name }) => name)
  return {
    pipelines: { ...settings.pipelines, [pane]: spec },
    contrasts: { ...settings.contrasts, [pane]: contrasts[0]?.contrast ?? settings.contrasts[pane] },
    namedContrasts: [...settings.namedContrasts.filter(({ name }) => !names.includes(name)), ...contrasts],
    discardScans: run.discardScans,
  }
}
