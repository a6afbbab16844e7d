import type { ContrastSpec } from '../core/contrast/contrastSpec.ts'
import { parseContrast } from '../core/contrast/expression.ts'
import type { ConditionsSpec, PipelineSpec } from '../core/pipeline/pipelineSpec.ts'
import { specGroups, type SpecGroup } from '../core/pipeline/specDifferences.ts'
import type { Settings } from './appState.ts'

/** What a run offers to be named by settings. */
export interface NamesOfRun {
  readonly trialTypes: readonly string[]
  readonly confounds: readonly string[]
}

/**
 * Settings for a run that takes another's place: what the user changed from the old defaults is kept where all that it
 * names still exists, everything else starts afresh; a contrast stays wherever it can still be asked.
 */
export function carriedSettings(
  kept: Settings,
  oldDefaults: Settings,
  fresh: Settings,
  names: NamesOfRun,
): Settings {
  const askable = (contrast: ContrastSpec): boolean => canAsk(contrast, names)
  return {
    pipelines: {
      a: carriedPipeline(kept.pipelines.a, oldDefaults.pipelines.a, fresh.pipelines.a, names),
      b: carriedPipeline(kept.pipelines.b, oldDefaults.pipelines.b, fresh.pipelines.b, names),
    },
    contrasts: {
      a: askable(kept.contrasts.a) ? kept.contrasts.a : fresh.contrasts.a,
      b: askable(kept.contrasts.b) ? kept.contrasts.b : fresh.contrasts.b,
    },
    namedContrasts: kept.namedContrasts.filter(({ contrast }) => askable(contrast)),
    discardScans: fresh.discardScans,
  }
}

function carriedPipeline(
  kept: PipelineSpec,
  old: PipelineSpec,
  fresh: PipelineSpec,
  names: NamesOfRun,
): PipelineSpec {
  const changed = specGroups.filter(
    (group) => JSON.stringify(kept[group]) !== JSON.stringify(old[group]) && stillExists(group, kept, names),
  )
  const carried = Object.fromEntries(changed.map((group) => [group, kept[group]]))
  const name = changed.length > 0 && kept.name !== old.name ? kept.name : fresh.name
  return { ...fresh, ...(carried as Partial<PipelineSpec>), name }
}

function stillExists(group: SpecGroup, spec: PipelineSpec, names: NamesOfRun): boolean {
  if (group === 'conditions') return conditionsExist(spec.conditions, names)
  if (group === 'confounds') return spec.confounds.columns.every((column) => names.confounds.includes(column))
  // A mask file belongs to the run it was dropped with.
  return group !== 'mask' || spec.mask.kind !== 'file'
}

function conditionsExist({ include, merge }: ConditionsSpec, { trialTypes }: NamesOfRun): boolean {
  const merged = Object.values(merge ?? {}).flat()
  const made = Object.keys(merge ?? {})
  const included = include === 'all' ? [] : include
  return [...merged, ...included].every((name) => trialTypes.includes(name) || made.includes(name))
}

/** Whether every column that a contrast names can exist in a design of the run. */
function canAsk(contrast: ContrastSpec, { trialTypes, confounds }: NamesOfRun): boolean {
  const isKnown = (name: string): boolean =>
    [...trialTypes, 'rest', 'constant'].some((type) => name === type || name.startsWith(`${type}_`)) ||
    confounds.includes(name) ||
    /^drift_\d+$/.test(name)
  switch (contrast.kind) {
    case 'expression':
      return canParse(contrast.text, [...trialTypes, ...confounds])
    case 't':
      return Object.keys(contrast.weights).every(isKnown)
    case 'F':
      return contrast.rows.every((row) => Object.keys(row).every(isKnown))
  }
}

function canParse(text: string, names: readonly string[]): boolean {
  const withRest = names.includes('rest') ? names : [...names, 'rest']
  const bases = withRest.flatMap((name) => [name, `${name}_derivative`, `${name}_dispersion`])
  return parseContrast(text, bases).ok
}
