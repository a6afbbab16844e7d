import type { DesignColumn } from '../design/design.ts'
import type { Finding } from '../finding.ts'
import { checkColumns, isConstant, spansConstant } from './designColumns.ts'
import {
  mostDesignNumbers,
  type DesignContrast,
  type DesignTable,
  type DesignTableColumn,
} from './designTable.ts'
import { numberLines } from './numberLines.ts'
import { note, refusal } from './refuse.ts'

/** Whether text is a matrix of AFNI's 3dDeconvolve with its header of comments. */
export function isAfniMatrix(text: string): boolean {
  return /^\uFEFF?\s*#\s*<matrix/.test(text.slice(0, 200))
}

/**
 * Reads AFNI's .xmat.1D (3dDeconvolve's NIML header in comments: ColumnLabels, ColumnGroups, StimLabels, RowTR, NRowFull, GoodList,
 * GltLabels). Censored scans come back as rows with a column of their own each, which leaves the fit as AFNI's. Throws a Refusal for a
 * matrix that is not what its header says.
 */
export function readAfniMatrix(text: string, fileName: string): DesignTable {
  const header = headerOf(text)
  const rows = numberLines(text, (line, cell) => {
    throw wrong(fileName, `line ${line} holds “${cell.slice(0, 20)}”`)
  })
  const labels = list(header.get('ColumnLabels'))
  checkShape(rows, labels, fileName)
  const described = describedColumns(labels, header)
  const kept = keptRows(header, rows.length, fileName)
  const columns = [
    ...labels.map((_, j) => ({ ...described[j], values: spread(rows, j, kept) })),
    ...censorColumns(kept),
  ].map(withRole)
  checkColumns(columns, fileName)
  return {
    fileName,
    source: 'afni',
    columns,
    scanCount: kept.scanCount,
    repetitionTimeSeconds: positive(header.get('RowTR')),
    drift: columns.some(({ role }) => role === 'drift') ? 'columns' : 'none',
    hasConstant: spansConstant(columns),
    contrasts: contrastsOf(header, columns.length),
    findings: censorFindings(kept, fileName),
  }
}

type Header = ReadonlyMap<string, string>

/** Attributes such as `#  RowTR = "2"`. */
function headerOf(text: string): Header {
  const attributes = new Map<string, string>()
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, name, value] = /^\s*#\s*(\w+)\s*=\s*"([^"]*)"\s*$/.exec(line) ?? []
    if (name !== undefined) attributes.set(name, value)
  }
  return attributes
}

function list(value: string | undefined): readonly string[] {
  return value === undefined || value.trim() === '' ? [] : value.split(';').map((item) => item.trim())
}

/** Whole numbers such as `0..3,7,2@-1`: ranges and repeats. Longer lists than a design has numbers are cut. */
function numbersOf(value: string | undefined): readonly number[] {
  const numbers: number[] = []
  for (const part of (value ?? '').split(',')) {
    const [, first, last] = /^\s*(\d+)\.\.(\d+)\s*$/.exec(part) ?? []
    const [, count = '1', item = part] = /^\s*(\d+)@(-?\d+)\s*$/.exec(part) ?? []
    const isRange = first !== undefined
    const length = isRange ? Number(last) - Number(first) + 1 : item.trim() === '' ? 0 : Number(count)
    for (let i = 0; i < length && numbers.length < mostDesignNumbers; i++)
      numbers.push(isRange ? Number(first) + i : Number(item))
  }
  return numbers
}

function positive(value: string | undefined): number | null {
  const number = Number(value)
  return number > 0 && Number.isFinite(number) ? number : null
}

function checkShape(rows: readonly (readonly number[])[], labels: readonly string[], fileName: string): void {
  const uneven = rows.findIndex((row) => row.length !== labels.length)
  if (labels.length === 0 || rows.length === 0)
    throw wrong(fileName, `it has ${rows.length} rows, and its header names ${labels.length} columns`)
  if (uneven >= 0)
    throw wrong(
      fileName,
      `row ${uneven + 1} has ${rows[uneven].length} numbers, but ${labels.length} columns are named`,
    )
  if (rows.length * labels.length > mostDesignNumbers)
    throw wrong(fileName, `it has ${rows.length} × ${labels.length} numbers, more than ${mostDesignNumbers}`)
}

/** Roles by ColumnGroups: -1 are the baseline's polynomials, 0 other baseline columns, above 0 stimuli. */
function describedColumns(labels: readonly string[], header: Header): readonly DesignColumn[] {
  const groups = numbersOf(header.get('ColumnGroups'))
  const stimuli = list(header.get('StimLabels'))
  const isStimulus = new Set(stimuli)
  const counts = new Map<string, number>()
  for (const base of labels.map(baseOf)) counts.set(base, (counts.get(base) ?? 0) + 1)
  return labels.map((label, j): DesignColumn => {
    const group = groups[j] ?? (/^Run#\d+Pol#\d+$/.test(label) ? -1 : 1)
    if (group < 0) return { name: label, role: 'drift' }
    if (group === 0) return { name: label.replace(/#0$/, ''), role: 'confound' }
    const base = baseOf(label)
    const condition = isStimulus.has(base) ? base : (stimuli[group - 1] ?? base)
    return { name: counts.get(base) === 1 ? base : label, role: 'condition', condition }
  })
}

/** `tap` for `tap#0`, the first column of a stimulus. */
function baseOf(label: string): string {
  return label.replace(/#\d+$/, '')
}

/** Which scans the rows are: `rowOf[scan]` is the row, -1 for a scan that was censored. */
interface KeptRows {
  readonly scanCount: number
  readonly rowOf: readonly number[]
  readonly censored: readonly number[]
}

function keptRows(header: Header, rowCount: number, fileName: string): KeptRows {
  const scanCount = positive(header.get('NRowFull')) ?? rowCount
  const good = numbersOf(header.get('GoodList'))
  // A matrix of all scans, censored or not, has all its rows.
  if (rowCount === scanCount)
    return { scanCount, rowOf: Array.from({ length: rowCount }, (_, i) => i), censored: [] }
  const isUsable =
    good.length === rowCount &&
    Number.isInteger(scanCount) &&
    scanCount <= mostDesignNumbers &&
    good.every((scan, i) => Number.isInteger(scan) && scan < scanCount && (i === 0 || scan > good[i - 1]))
  if (!isUsable)
    throw wrong(
      fileName,
      `its ${rowCount} rows are not the ${good.length} of ${scanCount} scans that its header lists`,
    )
  const rowOf = new Array<number>(scanCount).fill(-1)
  good.forEach((scan, row) => {
    rowOf[scan] = row
  })
  const censored = [...rowOf.keys()].filter((scan) => rowOf[scan] < 0)
  if (censored.length * scanCount > mostDesignNumbers)
    throw wrong(
      fileName,
      `${censored.length} of ${scanCount} scans were censored, too many for a column each`,
    )
  return { scanCount, rowOf, censored }
}

/** A column with a value for every scan: a constant stays one, others are 0 where a scan was censored. */
function spread(rows: readonly (readonly number[])[], column: number, { rowOf }: KeptRows): Float64Array {
  const first = rows[0]?.[column] ?? 0
  const filler = rows.every((row) => row[column] === first) ? first : 0
  return Float64Array.from(rowOf, (row) => (row < 0 ? filler : rows[row][column]))
}

function censorColumns({ censored, scanCount }: KeptRows): readonly DesignTableColumn[] {
  return censored.map((scan) => {
    const values = new Float64Array(scanCount)
    values[scan] = 1
    return { name: `censored_${scan + 1}`, role: 'confound', values }
  })
}

function withRole(column: DesignTableColumn): DesignTableColumn {
  return column.role === 'drift' && isConstant(column.values) ? { ...column, role: 'constant' } : column
}

/** GltMatrix_000000 = "rows,columns,weights…", named by GltLabels. */
function contrastsOf(header: Header, columnCount: number): readonly DesignContrast[] {
  return list(header.get('GltLabels')).flatMap((name, k): DesignContrast[] => {
    const numbers = (header.get(`GltMatrix_${String(k).padStart(6, '0')}`) ?? '').split(',').map(Number)
    const [height, width, ...weights] = numbers
    if (!(height > 0 && height <= 100) || width > columnCount || weights.length !== height * width) return []
    if (!weights.every(Number.isFinite)) return []
    const rows = Array.from({ length: height }, (_, i) => weights.slice(i * width, (i + 1) * width))
    return [{ name, rows: rows.map((row) => [...row, ...new Array<number>(columnCount - width).fill(0)]) }]
  })
}

function censorFindings({ censored, scanCount }: KeptRows, file: string): Finding[] {
  if (censored.length === 0) return []
  return [
    note({
      code: 'afni-censored',
      file,
      message: `AFNI left ${censored.length} of ${scanCount} scans out of the fit.`,
      remedy: 'Each has a column of its own here, which takes it out of the fit in the same way.',
    }),
  ]
}

function wrong(file: string, reason: string): Error {
  return refusal({
    code: 'afni-matrix',
    file,
    message: `The file is not a matrix as 3dDeconvolve writes it: ${reason}.`,
    remedy: 'Drop the .xmat.1D of the analysis as AFNI wrote it.',
  })
}
