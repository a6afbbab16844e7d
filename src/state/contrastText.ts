import type { ContrastSpec } from '../core/contrast/contrastSpec.ts'

type Weights = Readonly<Record<string, number>>

/** A contrast in words: the expression itself, or its weights written as one; the rows of an F in brackets. */
export function contrastText(contrast: ContrastSpec): string {
  switch (contrast.kind) {
    case 'expression':
      return contrast.text
    case 't':
      return weightsText(contrast.weights)
    case 'F':
      return `F[${contrast.rows.map(weightsText).join('; ')}]`
  }
}

function weightsText(weights: Weights): string {
  return Object.entries(weights)
    .filter(([, weight]) => weight !== 0)
    .map(([name, weight], i) => term(name, weight, i === 0))
    .join(' ')
}

function term(name: string, weight: number, isFirst: boolean): string {
  const size = Math.abs(weight)
  const product = size === 1 ? name : `${String(size)}*${name}`
  if (isFirst) return weight < 0 ? `-${product}` : product
  return `${weight < 0 ? '-' : '+'} ${product}`
}
