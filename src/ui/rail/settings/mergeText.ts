import type { ConditionsSpec } from '../../../core/pipeline/pipelineSpec.ts'

type Merge = NonNullable<ConditionsSpec['merge']>

/** Merged trial types as they are typed: `hand = left + right; face = smile`. */
export function writeMerge(merge: Merge = {}): string {
  return Object.entries(merge)
    .map(([name, types]) => `${name} = ${types.join(' + ')}`)
    .join('; ')
}

/** What was typed, or a sentence about what is wrong with it; trial types must exist and be used once. */
export function readMerge(text: string, trialTypes: readonly string[]): Merge | string {
  const used = new Set<string>()
  const merge: Record<string, readonly string[]> = {}
  for (const part of text.split(';').filter((each) => each.trim() !== '')) {
    const [name = '', list = '', ...more] = part.split('=').map((each) => each.trim())
    const types = list.split('+').map((each) => each.trim())
    if (name === '' || list === '' || more.length > 0) return 'Write: new name = type + type.'
    const unknown = types.find((type) => !trialTypes.includes(type))
    if (unknown !== undefined) return `The events have no trial type “${unknown}”.`
    const twice = types.find((type) => used.has(type))
    if (twice !== undefined || name in merge) return `“${twice ?? name}” stands there twice.`
    types.forEach((type) => used.add(type))
    merge[name] = types
  }
  return merge
}

/** The names that conditions can have after merging, in the order of the events. */
export function mergedNames(trialTypes: readonly string[], merge: Merge = {}): string[] {
  const nameOf = (type: string): string =>
    Object.entries(merge).find(([, types]) => types.includes(type))?.[0] ?? type
  return [...new Set(trialTypes.map(nameOf))]
}

/** Conditions with other merges; a new condition is included where any of its trial types was. */
export function withMerge(
  conditions: ConditionsSpec,
  merge: Merge,
  trialTypes: readonly string[],
): ConditionsSpec {
  const { merge: before = {}, ...rest } = conditions
  const included = conditions.include
  const include =
    included === 'all'
      ? included
      : mergedNames(
          trialTypes.filter((type) => included.includes(mergedNames([type], before)[0] ?? type)),
          merge,
        )
  return Object.keys(merge).length === 0 ? { ...rest, include } : { ...rest, include, merge }
}
