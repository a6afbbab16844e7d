import { Refusal } from '../finding.ts'
import { columnOf, type Matrix } from '../math/matrix.ts'

/** A table of confounds: n scans x columns, NaN where the file says n/a. */
export interface ConfoundTable {
  readonly columns: readonly string[]
  readonly values: Matrix
}

/** Which confounds enter the design and how; the `confounds` of a pipeline. */
export interface ConfoundChoice {
  readonly columns: readonly string[]
  readonly centre: boolean
  readonly missing: 'zero' | 'error'
}

/** A chosen confound, ready for the design. */
export interface ConfoundColumn {
  readonly name: string
  readonly values: Float64Array
  /** How many missing values became 0. */
  readonly filledCount: number
}

/**
 * The confounds a pipeline asks for, in its order: missing values replaced by 0 or refused, then mean-centred if it says so.
 * Throws a Refusal for an unknown column, a table of another length, or a missing value with `missing: 'error'`.
 */
export function confoundColumns(
  table: ConfoundTable | undefined,
  spec: ConfoundChoice,
  scanCount: number,
): ConfoundColumn[] {
  if (spec.columns.length === 0) return []
  const available = table?.columns ?? []
  if (table && table.values.rows !== scanCount) {
    refuse(
      'confounds-length',
      `The confounds table has ${table.values.rows} rows, the run has ${scanCount} scans.`,
      'Use the table that belongs to this run.',
    )
  }
  return spec.columns.map((name) => {
    const index = available.indexOf(name)
    if (!table || index < 0) {
      refuse(
        'confound-unknown',
        `The confound "${name}" is asked for, but ${table ? 'the table has no such column' : 'no confounds table is loaded'}.`,
        table ? 'Choose among its columns.' : 'Add the confounds table, or leave the confound out.',
      )
    }
    return prepared(name, columnOf(table.values, index), spec)
  })
}

function prepared(name: string, raw: Float64Array, spec: ConfoundChoice): ConfoundColumn {
  const missingCount = raw.filter((value) => !Number.isFinite(value)).length
  if (missingCount > 0 && spec.missing === 'error') {
    refuse(
      'confound-missing-value',
      `The confound "${name}" has ${missingCount} missing ${missingCount === 1 ? 'value' : 'values'}.`,
      'Leave it out, or let missing values be 0.',
    )
  }
  const filled = raw.map((value) => (Number.isFinite(value) ? value : 0))
  const mean = spec.centre ? filled.reduce((sum, value) => sum + value, 0) / filled.length : 0
  return { name, values: filled.map((value) => value - mean), filledCount: missingCount }
}

function refuse(code: string, message: string, remedy: string): never {
  throw new Refusal({ code, severity: 'error', message, remedy })
}
