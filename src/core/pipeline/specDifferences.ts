import canonicalize from 'canonicalize'
import { compareCodePoints } from '../design/conditions.ts'
import { modelKey } from './hash.ts'
import type { ConditionsSpec, ConfoundsSpec, PipelineSpec } from './pipelineSpec.ts'

/** The groups of settings that switch as a whole, in the order in which differences are explained. */
export const specGroups = [
  'conditions',
  'eventModel',
  'samplingInstant',
  'highPass',
  'intensity',
  'mask',
  'smoothing',
  'noise',
  'confounds',
] as const

export type SpecGroup = (typeof specGroups)[number]

/**
 * The groups in which two pipelines differ; the name never counts. `trialTypes`, where known, are the events' (after merging they may
 * be others): they tell that 'all' and a list of all of them are the same.
 */
export function specDifferences(
  a: PipelineSpec,
  b: PipelineSpec,
  trialTypes?: readonly string[],
): readonly SpecGroup[] {
  return specGroups.filter(
    (group) =>
      canonicalize(comparable(group, a, trialTypes)) !== canonicalize(comparable(group, b, trialTypes)),
  )
}

function comparable(
  group: SpecGroup,
  spec: PipelineSpec,
  trialTypes: readonly string[] | undefined,
): unknown {
  switch (group) {
    case 'conditions':
      return comparableConditions(spec.conditions, trialTypes)
    case 'confounds':
      return comparableConfounds(spec.confounds)
    case 'smoothing':
      return [spec.smoothing.fwhmMm, spec.smoothing.castToFileType ?? false]
    case 'eventModel':
      return modelKey(spec.eventModel)
    case 'samplingInstant':
    case 'highPass':
    case 'intensity':
    case 'mask':
    case 'noise':
      return spec[group]
  }
}

function comparableConditions(
  conditions: ConditionsSpec,
  trialTypes: readonly string[] | undefined,
): unknown {
  const merge = Object.entries(conditions.merge ?? {})
  // Merging changes what 'all' stands for, so that a list of the file's types says nothing about it.
  const all = merge.length === 0 ? trialTypes : undefined
  const include = conditions.include === 'all' ? all : conditions.include
  return {
    include: include ? asSet(include) : 'all',
    merge: merge
      .map(([name, types]) => [name, asSet(types)] as const)
      .sort(([left], [right]) => compareCodePoints(left, right)),
    explicitRest: conditions.explicitRest,
  }
}

/** Without columns, how they would be treated makes no difference; their order never does. */
function comparableConfounds(confounds: ConfoundsSpec): unknown {
  return confounds.columns.length === 0 ? 'none' : { ...confounds, columns: asSet(confounds.columns) }
}

function asSet(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort(compareCodePoints)
}
