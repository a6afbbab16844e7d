import type { Finding } from '../finding.ts'
import { hasNoHeader, withColumnNames } from './headerlessConfounds.ts'
import { duplicates, hasDecimalComma, isMissing, numberOf, parseTable } from './table.ts'
import type { TextTable } from './table.ts'
import { listed, note, quoted, refusal, warning } from './refuse.ts'

/** Confounds of a run: one row per scan. */
export interface ConfoundsTable {
  readonly columns: readonly ConfoundColumn[]
  readonly rowCount: number
  readonly findings: readonly Finding[]
}

/** One confound; NaN where the table says n/a. */
export interface ConfoundColumn {
  readonly name: string
  readonly values: Float64Array
  readonly missingCount: number
  /** The same number in every row that has one: it repeats the constant of the design. */
  readonly constant: boolean
}

/** How to read what is ambiguous. */
export interface ConfoundsOptions {
  /** Read 12,5 as 12.5 instead of refusing it. */
  readonly decimalComma?: boolean
}

/**
 * Reads a confounds table: fMRIPrep's desc-confounds_timeseries.tsv, any TSV or CSV with a header, a single column, columns
 * separated by blanks, or motion parameters without a header as SPM and FSL write them. Columns of text are left out with
 * a finding. Throws a Refusal for an empty table, columns given twice, decimal commas, and tables without any column of
 * numbers.
 */
export function readConfounds(
  text: string,
  fileName: string,
  { decimalComma = false }: ConfoundsOptions = {},
): ConfoundsTable {
  const parsed = parseTable(text, fileName, { blanksSeparate: true })
  const isUnnamed = hasNoHeader(parsed, decimalComma)
  const named = isUnnamed ? withColumnNames(parsed) : null
  const table = named?.table ?? parsed
  checkTable(table, isUnnamed && named === null)
  const read = table.columns.map((name, index) => columnOf(table, { name, index, decimalComma }))
  const columns = read.filter((column) => column !== undefined)
  const textual = table.columns.filter((_, index) => read[index] === undefined)
  if (columns.length === 0) throw noNumbers(fileName)
  const findings = [
    ...table.findings,
    ...(named?.findings ?? []),
    ...(decimalComma ? [commasRead(fileName)] : []),
    ...columnFindings(columns, textual, fileName),
  ]
  return { columns, rowCount: table.rows.length, findings }
}

/** Throws a Refusal unless the table has one row per scan of the whole run. */
export function checkConfoundsRows(confounds: ConfoundsTable, scanCount: number, fileName: string): void {
  if (confounds.rowCount === scanCount) return
  throw refusal({
    code: 'confounds-rows',
    file: fileName,
    message: `The table has ${confounds.rowCount} rows, but the run has ${scanCount} scans.`,
    remedy: 'Drop the confounds of this run, one row per scan.',
  })
}

function checkTable(table: TextTable, isUnnamed: boolean): void {
  if (table.rows.length === 0) {
    throw refusal({
      code: 'confounds-empty',
      file: table.fileName,
      message: 'The table has a header line but no rows.',
      remedy: 'Drop the confounds of the run, one row per scan.',
    })
  }
  if (isUnnamed) {
    throw refusal({
      code: 'confounds-no-header',
      file: table.fileName,
      line: 1,
      message: `The first line ${quoted(listed(table.columns, 3))} holds numbers, not names of columns.`,
      remedy: 'Add a header line with one name per column.',
    })
  }
  const twice = duplicates(table.columns)
  if (twice.length === 0) return
  throw refusal({
    code: 'confounds-duplicate-column',
    file: table.fileName,
    line: 1,
    message: `The table has more than one column ${quoted(listed(twice))}, and which one counts is unknown.`,
    remedy: 'Remove or rename the one that does not count.',
  })
}

function columnOf(
  table: TextTable,
  {
    name,
    index,
    decimalComma,
  }: { readonly name: string; readonly index: number; readonly decimalComma: boolean },
): ConfoundColumn | undefined {
  const values = new Float64Array(table.rows.length)
  for (const [row, { line, cells }] of table.rows.entries()) {
    const cell = cells[index]
    const value = isMissing(cell) ? NaN : numberOf(cell, decimalComma)
    if (value === undefined && hasDecimalComma(cell)) throw commaRefused(table.fileName, line, name, cell)
    if (value === undefined) return undefined
    values[row] = value
  }
  const present = values.filter((value) => !Number.isNaN(value))
  const constant = present.every((value) => value === present[0])
  return { name, values, missingCount: values.length - present.length, constant }
}

function commaRefused(file: string, line: number, name: string, cell: string): Error {
  return refusal({
    code: 'confounds-decimal-comma',
    file,
    line,
    message: `Refused: row ${line}, column ${quoted(name)} is ${quoted(cell)}.`,
    remedy: 'Confounds need a decimal point. Correct the file, or read the comma as a point.',
  })
}

function commasRead(file: string): Finding {
  return note({
    code: 'confounds-comma-read',
    file,
    message: 'Decimal commas were read as points, as you asked.',
    remedy: 'Correct the file before it is given to another program.',
  })
}

function noNumbers(file: string): Error {
  return refusal({
    code: 'confounds-no-numbers',
    file,
    message: 'No column of the table holds numbers only.',
    remedy: 'Drop the confounds of the run: a header line, then one row of numbers per scan.',
  })
}

function columnFindings(
  columns: readonly ConfoundColumn[],
  textual: readonly string[],
  file: string,
): readonly Finding[] {
  const findings: Finding[] = []
  const constant = columns.filter((column) => column.constant).map(({ name }) => name)
  if (constant.length > 0) {
    findings.push(
      warning({
        code: 'confounds-constant',
        file,
        message: `The column ${quoted(listed(constant))} has the same value in every row.`,
        remedy: 'It repeats the constant of the design and explains nothing; leave it out of the model.',
      }),
    )
  }
  if (textual.length > 0) {
    findings.push(
      warning({
        code: 'confounds-text',
        file,
        message: `The column ${quoted(listed(textual))} holds text.`,
        remedy: 'It was left out; only numbers can be regressors.',
      }),
    )
  }
  return findings
}
