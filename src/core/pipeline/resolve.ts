import { confoundColumns, type ConfoundColumn } from '../design/confounds.ts'
import type { Design } from '../design/design.ts'
import { cosineDrift, dctFilterBasis, polynomialDrift } from '../design/drift.ts'
import { microtimeOnset } from '../design/spmRegressors.ts'
import { Refusal } from '../finding.ts'
import { linspace } from '../math/interpolate.ts'
import { columnOf, fromColumns, zeros, type Matrix } from '../math/matrix.ts'
import type { NamedColumn } from './conditionColumns.ts'
import { filledFindings, matrixFindings, refuseColumns } from './designChecks.ts'
import type { DesignRun } from './designRun.ts'
import { eventColumns, type TaskColumns } from './eventColumns.ts'
import { hasColumn, matrixColumns } from './matrixColumns.ts'
import type { PipelineSpec } from './pipelineSpec.ts'
import { validateSpec } from './validate.ts'

/**
 * The design of a run in a pipeline: conditions by code point, or the columns given | confounds | drifts | constant, and the filter's
 * basis. Throws a Refusal for settings, events, confounds or a given matrix that cannot make a design.
 */
export function resolveDesign(spec: PipelineSpec, run: DesignRun): Design {
  const settings = validateSpec(spec, run)
  const error = settings.find((finding) => finding.severity === 'error')
  if (error) throw new Refusal(error)

  const { scanCount } = run
  const frameTimes = nilearnFrameTimes(run, spec.samplingInstant)
  const task = taskColumns(spec, run, frameTimes)
  const confounds = addedConfounds(spec, run)
  const columns = [
    ...task.columns,
    ...confounds.map(namedConfound),
    ...driftColumns(spec, frameTimes),
    ...addedConstant(spec, scanCount),
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
      ...task.findings,
      ...filledFindings(confounds.filter(({ filledCount }) => filledCount > 0).map(({ name }) => name)),
      ...matrixFindings(columns, matrix),
    ],
  }
}

function taskColumns(spec: PipelineSpec, run: DesignRun, frameTimes: Float64Array): TaskColumns {
  const { eventModel } = spec
  return eventModel.kind === 'matrix'
    ? matrixColumns(eventModel, run.scanCount)
    : eventColumns({ ...spec, eventModel }, run, frameTimes)
}

/** A given matrix has some confounds already: those of the same name are the same. */
function addedConfounds({ eventModel, confounds }: PipelineSpec, run: DesignRun): readonly ConfoundColumn[] {
  const columns =
    eventModel.kind === 'matrix'
      ? confounds.columns.filter((name) => !hasColumn(eventModel, name))
      : confounds.columns
  return confoundColumns(run.confounds, { ...confounds, columns }, run.scanCount)
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

function namedConfound({ name, values }: ConfoundColumn, index: number): NamedColumn {
  return { column: { name, role: 'confound', alias: `Sn(1) R${index + 1}` }, values }
}

function addedConstant({ eventModel }: PipelineSpec, scanCount: number): NamedColumn[] {
  if (eventModel.kind === 'matrix' && eventModel.constant === 'included') return []
  return [
    {
      column: { name: 'constant', role: 'constant', alias: 'Sn(1) constant' },
      values: new Float64Array(scanCount).fill(1),
    },
  ]
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

function driftMatrix({ highPass, eventModel }: PipelineSpec, frameTimes: Float64Array): Matrix {
  if (eventModel.kind === 'matrix' && eventModel.drift === 'included') return zeros(frameTimes.length, 0)
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
