import { mostDesignNumbers, type DesignTableColumn } from './designTable.ts'
import { listed, quoted, refusal } from './refuse.ts'
import { duplicates } from './table.ts'

/** Throws a Refusal unless there are scans and columns, not too many of them, each with a name of its own and a value per scan. */
export function checkColumns(columns: readonly DesignTableColumn[], file: string): void {
  const scanCount = columns[0]?.values.length ?? 0
  const twice = duplicates(columns.map(({ name }) => name))
  if (columns.length === 0 || scanCount < 2) {
    throw refusal({
      code: 'design-empty',
      file,
      message: `The design has ${columns.length} columns of ${scanCount} scans.`,
      remedy: 'Drop a design matrix with a row for each scan.',
    })
  }
  if (twice.length > 0) {
    throw refusal({
      code: 'design-column-twice',
      file,
      message: `More than one column of the design is called ${listed(twice.map(quoted), 3)}.`,
      remedy: 'Contrasts go by name: rename one of them.',
    })
  }
  if (scanCount * columns.length > mostDesignNumbers) {
    throw refusal({
      code: 'design-too-large',
      file,
      message: `The design has ${scanCount} × ${columns.length} numbers, more than the ${mostDesignNumbers} that are used.`,
      remedy: 'Leave out columns that you do not need.',
    })
  }
  const broken = columns.find(({ values }) => !values.every(Number.isFinite))
  if (broken === undefined) return
  throw refusal({
    code: 'design-not-finite',
    file,
    message: `The column ${quoted(broken.name)} of the design has a value that is not a finite number.`,
    remedy: 'Give a number in every row.',
  })
}

/** Whether a column has the same value, not 0, in every scan. */
export function isConstant(values: Float64Array): boolean {
  return values[0] !== 0 && values.every((value) => value === values[0])
}

/** Whether a constant is a combination of the columns, to 1e-8 of its length (modified Gram-Schmidt). */
export function spansConstant(columns: readonly Pick<DesignTableColumn, 'values'>[]): boolean {
  if (columns.some(({ values }) => isConstant(values))) return true
  const basis: Float64Array[] = []
  for (const { values } of columns) {
    const rest = withoutBasis(values, basis)
    const length = lengthOf(rest)
    if (length > 1e-10 * lengthOf(values)) basis.push(rest.map((value) => value / length))
  }
  const ones = new Float64Array(columns[0]?.values.length ?? 0).fill(1)
  return lengthOf(withoutBasis(ones, basis)) < 1e-8 * lengthOf(ones)
}

function withoutBasis(values: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const rest = values.slice()
  for (const direction of basis) {
    let along = 0
    for (let i = 0; i < rest.length; i++) along += rest[i] * direction[i]
    for (let i = 0; i < rest.length; i++) rest[i] -= along * direction[i]
  }
  return rest
}

function lengthOf(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
}
