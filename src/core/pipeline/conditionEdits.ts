import type { ConditionsSpec } from './pipelineSpec.ts'

type Merge = NonNullable<ConditionsSpec['merge']>

/** The names that conditions can have after merging, in the order of the trial types. */
export function mergedNames(trialTypes: readonly string[], merge: Merge = {}): string[] {
  return [...new Set(trialTypes.map((type) => mergedName(type, merge)))]
}

function mergedName(type: string, merge: Merge): string {
  return Object.entries(merge).find(([, types]) => types.includes(type))?.[0] ?? type
}

/** The trial types that a condition gathers, in their order; empty where there is no such condition. */
export function typesGathered(name: string, trialTypes: readonly string[], merge: Merge = {}): string[] {
  return trialTypes.filter((type) => mergedName(type, merge) === name)
}

/** Whether a condition is modelled. */
export function isIncluded({ include }: ConditionsSpec, name: string): boolean {
  return include === 'all' || include.includes(name)
}

/** Conditions with one of them modelled or left out; the list is then written out, in the order of the trial types. */
export function withIncluded(
  conditions: ConditionsSpec,
  name: string,
  included: boolean,
  trialTypes: readonly string[],
): ConditionsSpec {
  const include = mergedNames(trialTypes, conditions.merge).filter((each) =>
    each === name ? included : isIncluded(conditions, each),
  )
  return { ...conditions, include }
}

/** Conditions with other merges; a new condition is included where any of its trial types was. */
export function withMerge(
  conditions: ConditionsSpec,
  merge: Merge,
  trialTypes: readonly string[],
): ConditionsSpec {
  const { merge: before = {}, include: included, ...rest } = conditions
  const include =
    included === 'all'
      ? included
      : mergedNames(
          trialTypes.filter((type) => included.includes(mergedName(type, before))),
          merge,
        )
  return Object.keys(merge).length === 0 ? { include, ...rest } : { include, ...rest, merge }
}

/** Some conditions as one under a new name; one condition alone is renamed. */
export function gathered(
  conditions: ConditionsSpec,
  names: readonly string[],
  to: string,
  trialTypes: readonly string[],
): ConditionsSpec {
  const { merge = {} } = conditions
  const types = names.flatMap((name) => typesGathered(name, trialTypes, merge))
  if (types.length === 0) return conditions
  const kept = Object.entries(merge).filter(([name]) => !names.includes(name))
  const own: readonly [string, readonly string[]][] =
    types.length === 1 && types[0] === to ? [] : [[to, types]]
  return withMerge(conditions, Object.fromEntries([...kept, ...own]), trialTypes)
}

/** A condition's trial types each for itself again. */
export function parted(
  conditions: ConditionsSpec,
  name: string,
  trialTypes: readonly string[],
): ConditionsSpec {
  const kept = Object.entries(conditions.merge ?? {}).filter(([each]) => each !== name)
  return withMerge(conditions, Object.fromEntries(kept), trialTypes)
}

/** What is wrong with a condition's new name; empty if nothing. `others` are the names that stay. */
export function nameProblem(name: string, others: readonly string[]): string {
  if (name === '') return 'A condition needs a name.'
  if (others.includes(name)) return `There is a condition “${name}” already: choose both and merge them.`
  if (!/^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.test(name)) {
    return 'Letters, digits and _ only, a letter first: contrasts are written with these names.'
  }
  return ''
}
