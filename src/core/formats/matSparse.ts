import type { MatHead } from './matArray.ts'
import { damagedMat } from './matBudget.ts'
import { readData, type MatReading } from './matElement.ts'
import { indicesOf, numbersOf } from './matNumbers.ts'
import type { MatSparse } from './matValue.ts'

/** Reads the data of a sparse matrix: row indices, column starts, values, imaginary parts. */
export function readMatSparse(
  reading: MatReading,
  { dims, isLogical, isComplex }: MatHead,
  end: number,
): MatSparse {
  const rowIndices = indicesOf(readData(reading, end), reading)
  const columnStarts = indicesOf(readData(reading, end), reading)
  const count = checkedCount({ rowIndices, columnStarts }, dims, reading.fileName)
  const values = (): Float64Array => {
    const numbers = numbersOf(readData(reading, end), reading)
    if (numbers.length < count) throw damagedMat(reading.fileName, 'a sparse matrix has too few values')
    return numbers.subarray(0, count)
  }
  const matrix = {
    kind: 'sparse',
    dims: [dims[0], dims[1]],
    isLogical,
    rowIndices: rowIndices.subarray(0, count),
    columnStarts,
    real: values(),
  } as const
  return isComplex ? { ...matrix, imaginary: values() } : matrix
}

/** How many entries there are, after checking that each has its place. */
function checkedCount(
  { rowIndices, columnStarts }: Pick<MatSparse, 'rowIndices' | 'columnStarts'>,
  dims: readonly number[],
  fileName: string,
): number {
  const [rows, columns] = dims
  const count = columnStarts.at(-1) ?? -1
  const fits =
    dims.length === 2 &&
    columnStarts.length === columns + 1 &&
    columnStarts[0] === 0 &&
    columnStarts.every((start, j) => j === 0 || start >= columnStarts[j - 1]) &&
    count <= rowIndices.length &&
    rowIndices.subarray(0, count).every((row) => row < rows)
  if (!fits) throw damagedMat(fileName, 'the entries of a sparse matrix have no place')
  return count
}
