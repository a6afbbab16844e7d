import { conditionsOf } from '../design/conditions.ts'
import { confoundColumns, type ConfoundColumn } from '../design/confounds.ts'
import type { Design } from '../design/design.ts'
import { cosineDrift, dctFilterBasis, polynomialDrift } from '../design/drift.ts'
import { eventFindings } from '../design/eventFindings.ts'
import { groupEvents } from '../design/groupEvents.ts'
import { microtimeOnset } from '../design/spmRegressors.ts'
import { Refusal } from '../finding.ts'
import { linspace } from '../math/interpolate.ts'
import { columnOf, fromColumns, zeros, type Matrix } from '../math/matrix.ts'
import { conditionColumns, type NamedColumn } from './conditionColumns.ts'
import {
  absentFindings,
  duplicateFindings,
  filledFindings,
  matrixFindings,
  refuseColumns,
  refuseEvents,
} from './designChecks.ts'
import type { DesignRun } from './designRun.ts'
import type { PipelineSpec } from './pipelineSpec.ts'
import { validateSpec } from './validate.ts'

/** SPM12 keeps 32 bins before the first scan, two scans at its default resolution. */
const spmLeadBins = 32

/**
 * The design of a run in a pipeline: conditions by code point | confounds | drifts | constant, and the filter's basis.
 * Throws a Refusal for settings, events or confounds that cannot make a design.
 */
export function resolveDesign(spec: PipelineSpec, run: DesignRun): Design {
  const settings = validateSpec(spec, run)
  const error = settings.find((finding) => finding.severity === 'error')
  if (error) throw new Refusal(error)

  const { scanCount, repetitionTimeSeconds } = run
  const runSeconds = scanCount * repetitionTimeSeconds
  const modelled = conditionsOf(run.events, spec.conditions, runSeconds)
  refuseEvents(modelled, spec)
  const { events, duplicateCount } =
    spec.eventModel.kind === 'spm12'
      ? { events: modelled.events, duplicateCount: 0 }
      : groupEvents(modelled.events)

  const frameTimes = nilearnFrameTimes(run, spec.samplingInstant)
  const confounds = confoundColumns(run.confounds, spec.confounds, scanCount)
  const columns = [
    ...modelled.names.flatMap((name) => {
      const own = events.filter((event) => event.trialType === name)
      return conditionColumns(name, own, spec, { ...run, frameTimesSeconds: frameTimes })
    }),
    ...confounds.map(namedConfound),
    ...driftColumns(spec, frameTimes),
    constantColumn(scanCount),
  ]
  const filterBasis = filterOf(spec, run)
  refuseColumns(columns, filterBasis)

  const matrix = fromColumns(
    scanCount,
    columns.map(({ values }) => values),
  )
  return {
    columns: columns.map(({ column }) => column),
    matrix,
    filterBasis,
    frameTimesSeconds: samplingTimes(spec, run, frameTimes),
    findings: [
      ...settings,
      ...absentFindings(modelled.missing),
      ...duplicateFindings(duplicateCount),
      ...eventFindings(modelled.events, {
        tool: spec.eventModel.kind === 'spm12' ? 'spm12' : 'nilearn',
        firstOnsetSeconds: firstOnset(spec, repetitionTimeSeconds, frameTimes),
        runSeconds,
      }),
      ...filledFindings(confounds.filter(({ filledCount }) => filledCount > 0).map(({ name }) => name)),
      ...matrixFindings(columns, matrix),
    ],
  }
}

/** nilearn's frame times in seconds: evenly spaced from samplingInstant * TR (nilearn 0.12.1, FirstLevelModel). */
function nilearnFrameTimes(
  { scanCount, repetitionTimeSeconds }: Pick<DesignRun, 'scanCount' | 'repetitionTimeSeconds'>,
  samplingInstant: number,
): Float64Array {
  return linspace(
    samplingInstant * repetitionTimeSeconds,
    (scanCount - 1 + samplingInstant) * repetitionTimeSeconds,
    scanCount,
  )
}

function samplingTimes(spec: PipelineSpec, run: DesignRun, frameTimes: Float64Array): Float64Array {
  if (spec.eventModel.kind !== 'spm12') return frameTimes
  const { microtimeResolution } = spec.eventModel
  const fraction = (microtimeOnset(spec.samplingInstant, microtimeResolution) - 1) / microtimeResolution
  return frameTimes.map((_, scan) => (scan + fraction) * run.repetitionTimeSeconds)
}

function firstOnset(
  { eventModel }: PipelineSpec,
  repetitionTimeSeconds: number,
  frameTimes: Float64Array,
): number {
  if (eventModel.kind !== 'spm12') return frameTimes[0] + eventModel.minOnsetSeconds
  return (-spmLeadBins * repetitionTimeSeconds) / eventModel.microtimeResolution
}

function namedConfound({ name, values }: ConfoundColumn, index: number): NamedColumn {
  return { column: { name, role: 'confound', alias: `Sn(1) R${index + 1}` }, values }
}

function constantColumn(scanCount: number): NamedColumn {
  return {
    column: { name: 'constant', role: 'constant', alias: 'Sn(1) constant' },
    values: new Float64Array(scanCount).fill(1),
  }
}

function filterOf({ highPass }: PipelineSpec, { scanCount, repetitionTimeSeconds }: DesignRun): Matrix {
  return highPass.kind === 'dct-filter'
    ? dctFilterBasis(scanCount, repetitionTimeSeconds, highPass.cutoffSeconds)
    : zeros(scanCount, 0)
}

function driftColumns(spec: PipelineSpec, frameTimes: Float64Array): NamedColumn[] {
  const drift = driftMatrix(spec, frameTimes)
  return Array.from({ length: drift.columns }, (_, k) => ({
    column: { name: `drift_${k + 1}`, role: 'drift' as const },
    values: columnOf(drift, k),
  }))
}

function driftMatrix({ highPass }: PipelineSpec, frameTimes: Float64Array): Matrix {
  switch (highPass.kind) {
    case 'cosine-regressors':
      return cosineDrift(frameTimes, highPass.cutoffHz)
    case 'polynomial-regressors':
      return polynomialDrift(frameTimes, highPass.order)
    case 'dct-filter':
    case 'none':
      return zeros(frameTimes.length, 0)
  }
}
