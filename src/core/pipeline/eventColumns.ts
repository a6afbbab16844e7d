import { conditionsOf } from '../design/conditions.ts'
import { eventFindings } from '../design/eventFindings.ts'
import { groupEvents } from '../design/groupEvents.ts'
import type { Finding } from '../finding.ts'
import { conditionColumns, type NamedColumn } from './conditionColumns.ts'
import { absentFindings, duplicateFindings, refuseEvents } from './designChecks.ts'
import type { DesignRun } from './designRun.ts'
import type { MatrixModelSpec, PipelineSpec } from './pipelineSpec.ts'

/** SPM12 keeps 32 bins before the first scan, two scans at its default resolution. */
const spmLeadBins = 32

/** Columns of the task and what is doubtful about where they come from. */
export interface TaskColumns {
  readonly columns: readonly NamedColumn[]
  readonly findings: readonly Finding[]
}

/** A pipeline whose columns are made from events. */
type EventPipeline = PipelineSpec & {
  readonly eventModel: Exclude<PipelineSpec['eventModel'], MatrixModelSpec>
}

/** The condition columns of a run's events, by code point. Throws a Refusal for events that cannot make any. */
export function eventColumns(
  spec: EventPipeline,
  run: DesignRun,
  frameTimesSeconds: Float64Array,
): TaskColumns {
  const runSeconds = run.scanCount * run.repetitionTimeSeconds
  const modelled = conditionsOf(run.events, spec.conditions, runSeconds)
  refuseEvents(modelled, spec)
  const { events, duplicateCount } =
    spec.eventModel.kind === 'spm12'
      ? { events: modelled.events, duplicateCount: 0 }
      : groupEvents(modelled.events)
  return {
    columns: modelled.names.flatMap((name) => {
      const own = events.filter((event) => event.trialType === name)
      return conditionColumns(name, own, spec, { ...run, frameTimesSeconds })
    }),
    findings: [
      ...absentFindings(modelled.missing),
      ...duplicateFindings(duplicateCount),
      ...eventFindings(modelled.events, {
        tool: spec.eventModel.kind === 'spm12' ? 'spm12' : 'nilearn',
        firstOnsetSeconds: firstOnset(spec, run.repetitionTimeSeconds, frameTimesSeconds),
        runSeconds,
      }),
    ],
  }
}

function firstOnset(
  { eventModel }: EventPipeline,
  repetitionTimeSeconds: number,
  frameTimes: Float64Array,
): number {
  if (eventModel.kind !== 'spm12') return frameTimes[0] + eventModel.minOnsetSeconds
  return (-spmLeadBins * repetitionTimeSeconds) / eventModel.microtimeResolution
}
