import { Refusal } from '../finding.ts'
import { zeros, type Matrix } from '../math/matrix.ts'
import type { ContrastSpec } from './contrastSpec.ts'
import { parseContrast } from './expression.ts'
import { nearestName } from './nearestName.ts'

/**
 * Weights of a contrast on the columns of a design, q rows x p columns; columns that it does not name weigh 0.
 * Throws a Refusal for an unknown column, a mistake in the expression, or a row without a weight.
 */
export function contrastRows(contrast: ContrastSpec, columnNames: readonly string[]): Matrix {
  switch (contrast.kind) {
    case 'expression':
      return asRows([expressionWeights(contrast.text, columnNames)], columnNames.length)
    case 't':
      return asRows([namedWeights(contrast.weights, columnNames)], columnNames.length)
    case 'F':
      if (contrast.rows.length === 0)
        refuse('The F contrast has no rows.', 'Give at least one row of weights.')
      return asRows(
        contrast.rows.map((row) => namedWeights(row, columnNames)),
        columnNames.length,
      )
  }
}

function expressionWeights(text: string, columnNames: readonly string[]): Float64Array {
  const parsed = parseContrast(text, columnNames)
  if (parsed.ok) return parsed.weights
  return refuse(
    `Contrast "${text}", character ${parsed.at + 1}: ${parsed.message}`,
    remedyFor(parsed.suggestion, columnNames),
  )
}

function namedWeights(
  weights: Readonly<Record<string, number>>,
  columnNames: readonly string[],
): Float64Array {
  const row = new Float64Array(columnNames.length)
  for (const [name, weight] of Object.entries(weights)) {
    const index = columnNames.indexOf(name)
    if (index < 0) {
      refuse(`The design has no column "${name}".`, remedyFor(nearestName(name, columnNames), columnNames))
    }
    if (!Number.isFinite(weight)) refuse(`The weight of "${name}" is ${weight}.`, 'Give a finite number.')
    row[index] = weight
  }
  if (row.every((weight) => weight === 0)) refuse('All weights are 0.', 'Give at least one column a weight.')
  return row
}

function remedyFor(suggestion: string | undefined, columnNames: readonly string[]): string {
  const columns = `The columns are ${columnNames.join(', ')}.`
  return suggestion === undefined ? columns : `Did you mean "${suggestion}"? ${columns}`
}

function asRows(rows: readonly Float64Array[], columns: number): Matrix {
  const matrix = zeros(rows.length, columns)
  rows.forEach((row, i) => matrix.data.set(row, i * columns))
  return matrix
}

function refuse(message: string, remedy: string): never {
  throw new Refusal({ code: 'contrast-invalid', severity: 'error', message, remedy })
}
