import Papa from 'papaparse'
import type { Finding } from '../finding.ts'
import { listed, quoted, refusal, warning } from './refuse.ts'

/** A delimited text table: cells are trimmed text, rows without any text are left out. */
export interface TextTable {
  readonly fileName: string
  readonly columns: readonly string[]
  readonly rows: readonly TableRow[]
  readonly delimiter: Delimiter
  readonly findings: readonly Finding[]
}

/** One row; `line` is its place in the file, the header being line 1, as spreadsheets count. */
export interface TableRow {
  readonly line: number
  readonly cells: readonly string[]
}

export type Delimiter = '\t' | ',' | ';'

/** How to read what has no delimiter. */
export interface TableOptions {
  /** Blanks separate the columns of a table whose header line has no delimiter; without blanks it is one column. */
  readonly blanksSeparate?: boolean
}

/** Longest table text that is read, in characters: about a million rows of confounds would be longer. */
const maxTableCharacters = 64 * 2 ** 20

const names: Readonly<Record<Delimiter, string>> = { '\t': 'tabs', ',': 'commas', ';': 'semicolons' }

/** What pandas 2 reads as a missing value. */
const missingTexts: ReadonlySet<string> = new Set(
  '|#N/A|#N/A N/A|#NA|-1.#IND|-1.#QNAN|-NaN|-nan|1.#IND|1.#QNAN|<NA>|N/A|NA|NULL|NaN|None|n/a|nan|null'.split(
    '|',
  ),
)

/** Whether pandas (and so nilearn) reads a cell as missing: empty, n/a, NA, nan and the like. */
export function isMissing(cell: string): boolean {
  return missingTexts.has(cell)
}

/** The finite number a cell holds, or undefined; a decimal comma counts only if `decimalComma` is set. */
export function numberOf(cell: string, decimalComma = false): number | undefined {
  const text = decimalComma && hasDecimalComma(cell) ? cell.replace(',', '.') : cell
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text)) return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}

/** Whether a cell is a number written with a decimal comma, such as 12,5. */
export function hasDecimalComma(cell: string): boolean {
  return /^[+-]?\d*,\d+(e[+-]?\d+)?$/i.test(cell)
}

/**
 * Parses tab-separated or comma-separated text with a header line: byte order mark, Windows line ends and
 * quotation marks are understood. The delimiter is the one the header line uses; a finding says so when the
 * file's ending promises another. `blanksSeparate` reads what has none. Throws a Refusal for an empty file, text without columns, and ragged rows.
 */
export function parseTable(text: string, fileName: string, options: TableOptions = {}): TextTable {
  const checked = checkedText(text, fileName)
  const found = delimiterOf(checked)
  if (found === undefined && options.blanksSeparate !== true) throw noDelimiter(checked, fileName)
  const delimiter = found ?? '\t'
  const content = found === undefined ? blanksAsTabs(checked) : checked
  const lines = Papa.parse<string[]>(content, { delimiter, header: false, skipEmptyLines: false }).data
  const trimmed = lines.map((cells, i) => ({ line: i + 1, cells: cells.map((cell) => cell.trim()) }))
  const [header, ...rows] = trimmed.filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (header === undefined) throw emptyFile(fileName)
  const width = header.cells.length
  const full = rows.map((row) => ({ ...row, cells: padded(row, width, fileName) }))
  return {
    fileName,
    columns: header.cells,
    rows: full,
    delimiter,
    findings: found === undefined ? [] : delimiterFindings(fileName, delimiter),
  }
}

/** The names that stand more than once in a header, each once. */
export function duplicates(columns: readonly string[]): readonly string[] {
  return [...new Set(columns.filter((name, i) => columns.indexOf(name) !== i))]
}

function checkedText(text: string, fileName: string): string {
  const content = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (content.trim() === '') throw emptyFile(fileName)
  if (content.length > maxTableCharacters) {
    throw refusal({
      code: 'table-too-large',
      file: fileName,
      message: `The table has ${content.length} characters, more than the ${maxTableCharacters} that are read.`,
      remedy: 'Drop the table of one run only.',
    })
  }
  if (content.slice(0, 4096).includes('\0')) {
    throw refusal({
      code: 'table-not-text',
      file: fileName,
      message: 'The file is not UTF-8 text.',
      remedy: 'Save the table as UTF-8 text with tabs (.tsv) or commas (.csv).',
    })
  }
  return content
}

function emptyFile(fileName: string): Error {
  return refusal({
    code: 'table-empty',
    file: fileName,
    message: 'The table is empty.',
    remedy: 'Drop a table with a header line and one line per row.',
  })
}

function headerLineOf(content: string): string {
  return content.trimStart().split(/[\r\n]/, 1)[0] ?? ''
}

function delimiterOf(content: string): Delimiter | undefined {
  const header = headerLineOf(content)
  return (['\t', ',', ';'] as const).find((delimiter) => header.includes(delimiter))
}

/** The text with one tab in place of all blanks between two words of a line. */
function blanksAsTabs(content: string): string {
  return content
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim().replaceAll(/\s+/g, '\t'))
    .join('\n')
}

function noDelimiter(content: string, fileName: string): Error {
  return refusal({
    code: 'table-no-delimiter',
    file: fileName,
    line: 1,
    message: `The header line ${quoted(headerLineOf(content))} has neither tabs nor commas, so there are no columns.`,
    remedy: 'Save the table with tabs (.tsv) or commas (.csv) between its columns.',
  })
}

function delimiterFindings(fileName: string, delimiter: Delimiter): readonly Finding[] {
  const expected = /\.tsv$/i.test(fileName) ? '\t' : /\.csv$/i.test(fileName) ? ',' : delimiter
  if (expected === delimiter) return []
  return [
    warning({
      code: 'table-delimiter',
      file: fileName,
      message: `The file is named for ${names[expected]}, but its columns are separated by ${names[delimiter]}.`,
      remedy: `It was read with ${names[delimiter]}; nilearn would not read it under this name.`,
    }),
  ]
}

/** A row as wide as the header: missing cells at its end are empty, empty ones beyond it are dropped. */
function padded(row: TableRow, width: number, fileName: string): readonly string[] {
  const extra = row.cells.slice(width)
  if (extra.some((cell) => cell !== '')) {
    throw refusal({
      code: 'table-ragged',
      file: fileName,
      line: row.line,
      message: `Row ${row.line} has ${row.cells.length} cells (${quoted(listed(row.cells, 6))}), the header ${width}.`,
      remedy: 'Correct the row; numbers need a decimal point, since a comma separates columns.',
    })
  }
  return Array.from({ length: width }, (_, i) => row.cells[i] ?? '')
}
