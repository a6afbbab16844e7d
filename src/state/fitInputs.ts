import type { ContrastSpec } from '../core/contrast/contrastSpec.ts'
import type { ConfoundTable } from '../core/design/confounds.ts'
import type { StimulusEvent } from '../core/design/event.ts'
import { canonicalDigest, specHash } from '../core/pipeline/hash.ts'
import type { PipelineSpec } from '../core/pipeline/pipelineSpec.ts'
import { zeros, type Matrix } from '../core/math/matrix.ts'
import type { AppState, LoadedRun, Pane, Settings } from './appState.ts'
import { memoizePerKey } from './memo.ts'
import { serialOf } from './serialOf.ts'

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
  if (state.sources[pane].kind === 'imported') return null
  return inputsOf(pane, state.run, state.settings, pane)
}

const inputsOf = memoizePerKey(
  (run: LoadedRun | null, settings: Settings | null, pane: Pane): FitInputs | null => {
    if (run?.repetitionTime == null || run.events === null || settings === null) return null
    const { discardScans } = settings
    const repetitionTimeSeconds = run.repetitionTime.seconds
    const spec = settings.pipelines[pane]
    const contrast = settings.contrasts[pane]
    const events = shifted(run.events, discardScans * repetitionTimeSeconds)
    const fitId = specHash(spec, {
      run: `run-${String(run.id)}`,
      events: canonicalDigest(run.events),
      confounds: spec.confounds.columns.length === 0 ? '' : serialOf(run.companions.confounds?.table),
      mask: spec.mask.kind === 'file' ? serialOf(run.companions.mask) : '',
      repetitionTimeSeconds,
      discardScans,
    })
    return {
      spec,
      contrast,
      scanCount: run.summary.scanCount - discardScans,
      repetitionTimeSeconds,
      discardScans,
      events,
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
