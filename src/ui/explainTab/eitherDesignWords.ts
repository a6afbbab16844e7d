import type { EitherDesign } from '../../state/explainOtherDesign.ts'
import { fixed } from '../format.ts'
import { percent } from './explainWords.ts'

/** A setting whose share differs by at least this between the designs is worth naming. */
const worthNaming = 0.05

/** What the other design changes, in a sentence or two; `names` are the settings' in a sentence. */
export function eitherDesignWords({ other, here, there }: EitherDesign, names: readonly string[]): string {
  const [over, minimal] = other === 'minimal' ? [here, there] : [there, here]
  const agreement = `A and B agree with r ${fixed(minimal.r, 3)} in the minimal design and ${fixed(over.r, 3)} in the overparameterized one.`
  const gains = names
    .map((name, i) => ({
      name,
      of: over.settings[i]?.share ?? 0,
      from: minimal.settings[i]?.share ?? 0,
    }))
    .toSorted((p, q) => q.of - q.from - (p.of - p.from))
  const [most] = gains
  if (most === undefined || most.of - most.from < worthNaming) return agreement
  return `${agreement} The explicit rest lets ${most.name} make ${percent(most.of)} of the difference instead of ${percent(most.from)}.`
}
