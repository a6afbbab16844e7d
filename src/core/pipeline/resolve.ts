import { compareCodePoints, conditionsOf, type ModelledConditions } from '../design/conditions.ts'
import { confoundColumns } from '../design/confounds.ts'
import type { Design } from '../design/design.ts'
import { cosineDrift, dctFilterBasis, polynomialDrift } from '../design/drift.ts'
import { eventFindings } from '../design/eventFindings.ts'
import { groupEvents } from '../design/groupEvents.ts'
import { microtimeOnset } from '../design/spmRegressors.ts'
import { Refusal, type Finding } from '../finding.ts'
import { svd } from '../math/decompositions.ts'
import { linspace } from '../math/interpolate.ts'
import { columnOf, fromColumns, zeros, type Matrix } from '../math/matrix.ts'
import { conditionColumns, type NamedColumn } from './conditionColumns.ts'
import type { DesignRun } from './designRun.ts'
import type { PipelineSpec } from './pipelineSpec.ts'
import { validateSpec } from './validate.ts'

/** Condition number from which nilearn calls a design singular (nilearn 0.12.1, glm/_utils.full_rank). */
const singularConditionNumber = 1e15

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
  const columns: NamedColumn[] = [
    ...modelled.names.flatMap((name) =>
      conditionColumns(
        name,
        events.filter((event) => event.trialType === name),
        spec,
        { ...run, frameTimesSeconds: frameTimes },
      ),
    ),
    ...confounds.map(({ name, values }, i): NamedColumn => ({
      column: { name, role: 'confound', alias: `Sn(1) R${i + 1}` },
      values,
    })),
    ...driftColumns(spec, frameTimes),
    {
      column: { name: 'constant', role: 'constant', alias: 'Sn(1) constant' },
      values: new Float64Array(scanCount).fill(1),
    },
  ]
  const filterBasis =
    spec.highPass.kind === 'dct-filter'
      ? dctFilterBasis(scanCount, repetitionTimeSeconds, spec.highPass.cutoffSeconds)
      : zeros(scanCount, 0)
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
export function nilearnFrameTimes(
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

function refuseEvents({ events }: ModelledConditions, spec: PipelineSpec): void {
  if (events.length === 0) {
    const { include } = spec.conditions
    const asked = include === 'all' ? 'any condition' : include.map((name) => `"${name}"`).join(', ')
    refuse(
      'no-events',
      `The run has no events of ${asked || 'any condition, because none is included'}.`,
      'Add an events file, or include other trial types.',
    )
  }
  const broken = events.find((event) => !Number.isFinite(event.onset) || !Number.isFinite(event.duration))
  if (broken) {
    refuse(
      'event-not-finite',
      `An event of "${broken.trialType}" has onset ${broken.onset} and duration ${broken.duration}.`,
      'Give both in seconds.',
    )
  }
  const modulated = events.find((event) => event.modulation !== undefined && event.modulation !== 1)
  if (modulated && spec.eventModel.kind === 'spm12') {
    refuse(
      'spm-modulation',
      `The events of "${modulated.trialType}" have a modulation, which SPM12 would model as a column of its own.`,
      "Use one of nilearn's event models, or remove the modulation.",
    )
  }
}

function refuseColumns(columns: readonly NamedColumn[], filterBasis: Matrix): void {
  const names = columns.map(({ column }) => column.name).sort(compareCodePoints)
  const repeated = names.find((name, i) => i > 0 && names[i - 1] === name)
  if (repeated !== undefined) {
    refuse(
      'column-name-clash',
      `Two columns of the design are called "${repeated}".`,
      'Rename the trial type (merge it into a new name), or leave the confound out.',
    )
  }
  const { rows: scanCount, columns: filterCount } = filterBasis
  if (columns.length + filterCount >= scanCount) {
    const filter = filterCount > 0 ? ` and the filter ${filterCount}` : ''
    refuse(
      'too-many-columns',
      `The design has ${columns.length} columns${filter}, the run only ${scanCount} scans.`,
      'Use fewer conditions, confounds or delays, or a longer high-pass period.',
    )
  }
}

function absentFindings(missing: readonly string[]): Finding[] {
  return missing.map((name) => ({
    code: 'condition-absent',
    severity: 'warning',
    message: `The events have no trial type "${name}".`,
    remedy: 'It is left out of the design.',
  }))
}

function duplicateFindings(count: number): Finding[] {
  if (count === 0) return []
  return [
    {
      code: 'events-duplicated',
      severity: 'warning',
      message: `${count} ${count === 1 ? 'event repeats' : 'events repeat'} the type, onset and duration of another.`,
      remedy: 'Their amplitudes are summed, as nilearn does.',
    },
  ]
}

function filledFindings(names: readonly string[]): Finding[] {
  if (names.length === 0) return []
  return [
    {
      code: 'confounds-filled',
      severity: 'note',
      message: `Missing values in ${names.map((name) => `"${name}"`).join(', ')}.`,
      remedy: 'They count as 0.',
    },
  ]
}

function matrixFindings(columns: readonly NamedColumn[], matrix: Matrix): Finding[] {
  const empty = columns.filter(({ values }) => values.every((value) => value === 0))
  const { s } = svd(matrix)
  const conditionNumber = s[0] / s[s.length - 1]
  const findings: Finding[] = empty.map(({ column }) => ({
    code: 'column-zero',
    severity: 'warning',
    message: `The column "${column.name}" is 0 in every scan.`,
    remedy: 'Its effect cannot be estimated; check the onsets of its events.',
  }))
  if (!(conditionNumber < singularConditionNumber)) {
    findings.push({
      code: 'design-singular',
      severity: 'warning',
      message:
        'Some columns of the design are combinations of others: the matrix is singular at working precision.',
      remedy: 'Contrasts that need to tell them apart cannot be estimated; leave one of them out.',
    })
  }
  return findings
}

function refuse(code: string, message: string, remedy: string): never {
  throw new Refusal({ code, severity: 'error', message, remedy })
}
