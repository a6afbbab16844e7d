import type { Conversion } from '../../state/comparison.ts'
import { significant } from '../format.ts'

/** How both maps are brought to common units, in a sentence; empty where nothing is converted. */
export function conversionWords(factors: readonly Conversion[]): string {
  const [first] = factors
  if (first === undefined) return ''
  return `To ${first.toUnit}: ${factors.map(paneWords).join('; ')}.`
}

function paneWords(factor: Conversion): string {
  const letter = factor.pane.toUpperCase()
  if (factor.fromUnit === factor.toUnit) return `${letter} is in it already`
  return `${letter}, in ${factor.fromUnit}, is multiplied by ${factorWords(factor)}`
}

function factorWords({ median, low, high }: Conversion): string {
  const size = (value: number): string => significant(value, 2)
  if (size(low) === size(high)) return size(median)
  return `${size(median)} at the median voxel (${size(low)} to ${size(high)} in nine of ten)`
}
