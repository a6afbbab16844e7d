import type { ContrastSpec } from '../core/contrast/contrastSpec.ts'
import type { ConfoundTable } from '../core/design/confounds.ts'
import type { StimulusEvent } from '../core/design/event.ts'
import { canonicalDigest, specHash } from '../core/pipeline/hash.ts'
import type { PipelineSpec } from '../core/pipeline/pipelineSpec.ts'
import { specDifferences } from '../core/pipeline/specDifferences.ts'
import { zeros, type Matrix } from '../core/math/matrix.ts'
import type { AppState, Pane, Settings } from './appState.ts'
import { memoizePerKey } from './memo.ts'
import { analysedRun, modelledRun, type ModelledRun } from './modelledRun.ts'

/** Everything a pane's maps are computed from. */
export interface FitInputs {
  readonly spec: PipelineSpec
  readonly contrast: ContrastSpec
  readonly scanCount: number
  readonly repetitionTimeSeconds: number
  readonly discardScans: number
  /** Onsets from the first kept scan. */
  readonly events: readonly StimulusEvent[]
  /** Rows of the kept scans. */
  readonly confounds?: ConfoundTable
  /** Names the fit; the contrast does not enter. */
  readonly fitId: string
  /** Names fit and contrast. */
  readonly key: string
}

/** What a pane should show now; null while there is nothing to fit and for maps from files. */
export function fitInputs(state: AppState, pane: Pane): FitInputs | null {
  if (state.sources[pane].kind === 'imported' || state.run === null) return null
  return inputsOf(pane, modelledRun(state.run), state.settings, pane)
}

/** What a pane would show with other settings, such as another design; null likewise. */
export function fitInputsWith(state: AppState, pane: Pane, settings: Settings): FitInputs | null {
  if (state.sources[pane].kind === 'imported' || state.run === null) return null
  return inputsOf(`other ${pane}`, modelledRun(state.run), settings, pane)
}

/**
 * What a pane's design is made from: what it is fitted from or, without a run, what SPM.mat says of the run that it analysed. Null for
 * maps from files, unless the pane's settings are those of SPM.mat.
 */
export function designInputs(state: AppState, pane: Pane): FitInputs | null {
  const { run, settings, sources, models } = state
  if (sources[pane].kind === 'imported' && !isSpmAnalysis(state, pane)) return null
  if (run !== null) return inputsOf(pane, modelledRun(run), settings, pane)
  return models.spm === null ? null : inputsOf(pane, analysedRun(models.spm.analysis), settings, pane)
}

/** Whether a pane's settings are those of the SPM.mat that was dropped. */
export function isSpmAnalysis(
  { models, settings }: Pick<AppState, 'models' | 'settings'>,
  pane: Pane,
): boolean {
  if (models.spm === null || settings === null) return false
  return specDifferences(models.spm.analysis.spec, settings.pipelines[pane]).length === 0
}

const inputsOf = memoizePerKey(
  (run: ModelledRun | null, settings: Settings | null, pane: Pane): FitInputs | null => {
    if (run === null || settings === null) return null
    const { discardScans } = settings
    const { repetitionTimeSeconds } = run
    const spec = settings.pipelines[pane]
    // A matrix has its columns without any events.
    if (run.events === null && spec.eventModel.kind !== 'matrix') return null
    const contrast = settings.contrasts[pane]
    const events = run.events ?? []
    const fitId = specHash(spec, {
      run: run.id,
      events: canonicalDigest(events),
      confounds: spec.confounds.columns.length === 0 ? '' : run.confoundsName,
      mask: spec.mask.kind === 'file' ? run.maskName : '',
      repetitionTimeSeconds,
      discardScans,
    })
    return {
      spec,
      contrast,
      scanCount: run.scanCount - discardScans,
      repetitionTimeSeconds,
      discardScans,
      events: shifted(events, discardScans * repetitionTimeSeconds),
      ...(run.confounds === null ? {} : { confounds: withoutFirstRows(run.confounds, discardScans) }),
      fitId,
      key: `${fitId}:${canonicalDigest(contrast)}`,
    }
  },
)

function shifted(events: readonly StimulusEvent[], bySeconds: number): readonly StimulusEvent[] {
  if (bySeconds === 0) return events
  return events.map((event) => ({ ...event, onset: event.onset - bySeconds }))
}

function withoutFirstRows(table: ConfoundTable, count: number): ConfoundTable {
  if (count === 0) return table
  const { rows, columns, data } = table.values
  const kept: Matrix = zeros(rows - count, columns)
  kept.data.set(data.subarray(count * columns))
  return { columns: table.columns, values: kept }
}
