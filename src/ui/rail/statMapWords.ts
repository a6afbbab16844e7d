import type { StatMapKind } from '../../core/formats/statMap.ts'
import { mapLabels } from '../words.ts'

/** What a map from a file can be taken for by hand. */
export const statMapChoices: readonly StatMapKind[] = [
  'effect',
  't',
  'z',
  'F',
  'p',
  'standard-error',
  'variance',
  'residual-sd',
  'r-squared',
  'beta',
  'other',
]

/** What the kinds of map from files are called in a list. */
export const statMapLabels: Readonly<Record<StatMapKind, string>> = {
  ...mapLabels,
  beta: 'Beta',
  'residual-variance': 'Residual variance',
  'extra-sum-of-squares': 'Extra sum of squares',
  labels: 'Labels',
  other: 'Not shown',
}
