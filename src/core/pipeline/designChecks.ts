import { compareCodePoints, type ModelledConditions } from '../design/conditions.ts'
import { Refusal, type Finding } from '../finding.ts'
import { svd } from '../math/decompositions.ts'
import type { Matrix } from '../math/matrix.ts'
import type { NamedColumn } from './conditionColumns.ts'
import type { PipelineSpec } from './pipelineSpec.ts'

/** Condition number from which nilearn calls a design singular (nilearn 0.12.1, glm/_utils.full_rank). */
const singularConditionNumber = 1e15

/** Throws a Refusal when there are no events to model, or some that the event model cannot hold. */
export function refuseEvents({ events }: ModelledConditions, spec: PipelineSpec): void {
  if (events.length === 0) {
    const { include } = spec.conditions
    const asked = include === 'all' ? 'any condition' : include.map((name) => `"${name}"`).join(', ')
    refuse(
      'no-events',
      `The run has no events of ${asked || 'any condition, because none is included'}.`,
      'Add an events file, or include other trial types.',
    )
  }
  // A modulation that is no number counts as 0 in nilearn, an infinite one makes no column.
  const broken = events.find(
    ({ onset, duration, modulation = 1 }) =>
      !Number.isFinite(onset) || !Number.isFinite(duration) || Math.abs(modulation) === Infinity,
  )
  if (broken) {
    refuse(
      'event-not-finite',
      `An event of "${broken.trialType}" has onset ${broken.onset}, duration ${broken.duration} and amplitude ${broken.modulation ?? 1}.`,
      'Give all of them as finite numbers.',
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

/** Throws a Refusal when two columns share a name, or no degree of freedom is left beside the columns and the filter. */
export function refuseColumns(columns: readonly NamedColumn[], filterBasis: Matrix): void {
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

/** Trial types that were asked for and are not there. */
export function absentFindings(missing: readonly string[]): Finding[] {
  return missing.map((name) => ({
    code: 'condition-absent',
    severity: 'warning',
    message: `The events have no trial type "${name}".`,
    remedy: 'It is left out of the design.',
  }))
}

/** Events that were folded into others. */
export function duplicateFindings(count: number): Finding[] {
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

/** Confounds whose missing values were replaced. */
export function filledFindings(names: readonly string[]): Finding[] {
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

/** Columns of zeros, and a matrix whose columns depend on each other. */
export function matrixFindings(columns: readonly NamedColumn[], matrix: Matrix): Finding[] {
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
