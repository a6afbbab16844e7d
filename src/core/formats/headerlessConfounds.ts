import type { Finding } from '../finding.ts'
import { note } from './refuse.ts'
import { numberOf, type TextTable } from './table.ts'

/** A table whose columns have names, and what is to be said about where they come from. */
export interface NamedTable {
  readonly table: TextTable
  readonly findings: readonly Finding[]
}

/** A program that writes six motion parameters without names: realignment of SPM12, mcflirt of FSL 6. */
interface MotionWriter {
  readonly program: string
  readonly fileName: RegExp
  readonly columns: readonly string[]
  /** Order and units, as a message says them. */
  readonly order: string
}

const translations = ['trans_x', 'trans_y', 'trans_z']
const rotations = ['rot_x', 'rot_y', 'rot_z']

const motionWriters: readonly MotionWriter[] = [
  {
    program: 'SPM',
    fileName: /(^|[/\\])rp_[^/\\]*\.(txt|tsv|csv)$/i,
    columns: [...translations, ...rotations],
    order: 'three translations in mm, then three rotations in radians',
  },
  {
    program: 'FSL',
    fileName: /\.par$/i,
    columns: [...rotations, ...translations],
    order: 'three rotations in radians, then three translations in mm',
  },
]

/** Whether the first line of a table holds numbers only, so that it names nothing. */
export function hasNoHeader({ columns }: TextTable, decimalComma: boolean): boolean {
  return columns.every((name) => numberOf(name, decimalComma) !== undefined)
}

/**
 * A headerless table of the kind that SPM and FSL write (`.txt`, `.par`, `.1D`, or six columns), with names: those of the
 * motion parameters where the file's name says who wrote it, else R1, R2, … as SPM12 names regressors from a file. Null
 * for any other table.
 */
export function withColumnNames(table: TextTable): NamedTable | null {
  const { fileName, columns } = table
  const isSix = columns.length === 6
  if (!isSix && !/\.(txt|par|1d)$/i.test(fileName)) return null
  const writer = isSix ? motionWriters.find((each) => each.fileName.test(fileName)) : undefined
  const names = writer?.columns ?? columns.map((_, i) => `R${i + 1}`)
  const [first] = table.rows
  const headerLine = Math.max(1, (first?.line ?? 2) - 1)
  return {
    table: { ...table, columns: names, rows: [{ line: headerLine, cells: columns }, ...table.rows] },
    findings: [writer === undefined ? unnamed(fileName, names) : motion(fileName, writer)],
  }
}

function motion(file: string, { program, columns, order }: MotionWriter): Finding {
  return note({
    code: 'confounds-motion-named',
    file,
    message: `The file has no header line; its columns were named ${columns.join(', ')}.`,
    remedy: `That is the order in which ${program} writes them: ${order}. Add a header line if it is another.`,
  })
}

function unnamed(file: string, names: readonly string[]): Finding {
  const named =
    names.length === 1 ? 'its column was named R1' : `its columns were named R1 to R${names.length}`
  return note({
    code: 'confounds-unnamed',
    file,
    message: `The file has no header line; ${named}.`,
    remedy: 'Add a header line to give names of your own.',
  })
}
