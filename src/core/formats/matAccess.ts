import { zeros, type Matrix } from '../math/matrix.ts'
import type { MatValue } from './matValue.ts'

/** The value at a path of field names, in the first element of each structure; undefined where there is none. */
export function fieldOf(value: MatValue | undefined, ...path: readonly string[]): MatValue | undefined {
  return path.reduce<MatValue | undefined>(
    (at, name) => (at?.kind === 'struct' ? at.elements[0]?.get(name) : undefined),
    value,
  )
}

/** The elements of a structure array, each as a structure of its own, or the items of a cell; none of anything else. */
export function itemsOf(value: MatValue | undefined): readonly MatValue[] {
  if (value?.kind === 'cell') return value.items
  if (value?.kind !== 'struct') return []
  const { fieldNames } = value
  return value.elements.map((element) => ({ kind: 'struct', dims: [1, 1], fieldNames, elements: [element] }))
}

/** The first line of a text without the blanks at its end; undefined for anything else. */
export function textIn(value: MatValue | undefined): string | undefined {
  return value?.kind === 'text' ? (value.rows[0] ?? '').trimEnd() : undefined
}

/** All numbers of an array, column by column; undefined for what holds none. */
export function numbersIn(value: MatValue | undefined): Float64Array | undefined {
  if (value?.kind === 'numbers') return value.real
  return value?.kind === 'sparse' ? columnMajor(matrixIn(value)) : undefined
}

/** The one number of an array of one; undefined otherwise. */
export function numberIn(value: MatValue | undefined): number | undefined {
  const numbers = numbersIn(value)
  return numbers?.length === 1 ? numbers[0] : undefined
}

/** Most numbers of a sparse matrix that is written out. */
const mostDenseNumbers = 5_000_000

/** A full or sparse array of two dimensions as a matrix; undefined for anything else. */
export function matrixIn(value: MatValue | undefined): Matrix | undefined {
  if (value === undefined || (value.kind !== 'numbers' && value.kind !== 'sparse')) return undefined
  const [rows, columns] = value.dims
  if (value.dims.length !== 2 || rows * columns > mostDenseNumbers) return undefined
  const matrix = zeros(rows, columns)
  if (value.kind === 'numbers') {
    value.real.forEach((number, at) => {
      matrix.data[(at % rows) * columns + Math.floor(at / rows)] = number
    })
    return matrix
  }
  for (let j = 0; j < columns; j++) {
    for (let at = value.columnStarts[j]; at < value.columnStarts[j + 1]; at++)
      matrix.data[value.rowIndices[at] * columns + j] = value.real[at]
  }
  return matrix
}

function columnMajor(matrix: Matrix | undefined): Float64Array | undefined {
  if (matrix === undefined) return undefined
  const { rows, columns, data } = matrix
  return Float64Array.from(
    { length: data.length },
    (_, at) => data[(at % rows) * columns + Math.floor(at / rows)],
  )
}
