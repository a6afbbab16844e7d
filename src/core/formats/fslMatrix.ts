import { checkColumns, spansConstant } from './designColumns.ts'
import type { DesignContrast, DesignTable } from './designTable.ts'
import { numberLines } from './numberLines.ts'
import { note, refusal } from './refuse.ts'

/** Whether text is one of FSL's matrices: design.mat, design.con. */
export function isFslMatrix(text: string): boolean {
  return /^\uFEFF?\s*\/[A-Z]\w+/.test(text.slice(0, 200)) && text.includes('/Matrix')
}

interface FslMatrix {
  /** What stands behind each keyword. */
  readonly keywords: ReadonlyMap<string, string>
  readonly rows: readonly (readonly number[])[]
}

/**
 * Reads FSL's design.mat; its columns are EV1, EV2…, since it has no names. Throws a Refusal where the matrix is not as large as the file
 * says.
 */
export function readFslMatrix(text: string, fileName: string): DesignTable {
  const { keywords, rows } = parsed(text, fileName)
  const width = rows[0]?.length ?? 0
  if (keywords.has('NumContrasts')) throw wrong(fileName, 'it holds contrasts, not a design')
  checkCount(keywords.get('NumWaves'), width, { what: 'columns', fileName })
  checkCount(keywords.get('NumPoints'), rows.length, { what: 'rows', fileName })
  const columns = Array.from({ length: width }, (_, j) => ({
    name: `EV${j + 1}`,
    role: 'condition' as const,
    condition: `EV${j + 1}`,
    values: Float64Array.from(rows, (row) => row[j]),
  }))
  checkColumns(columns, fileName)
  return {
    fileName,
    source: 'fsl',
    columns,
    scanCount: rows.length,
    repetitionTimeSeconds: null,
    drift: 'filtered',
    hasConstant: spansConstant(columns),
    contrasts: [],
    findings: [filtered(fileName)],
  }
}

/** Reads FSL's design.con. Throws a Refusal for anything else. */
export function readFslContrasts(text: string, fileName: string): readonly DesignContrast[] {
  if (!isFslMatrix(text)) throw wrong(fileName, 'it does not begin with FSL’s keywords')
  const { keywords, rows } = parsed(text, fileName)
  if (!keywords.has('NumContrasts')) throw wrong(fileName, 'it states no number of contrasts')
  checkCount(keywords.get('NumWaves'), rows[0]?.length ?? 0, { what: 'columns', fileName })
  checkCount(keywords.get('NumContrasts'), rows.length, { what: 'contrasts', fileName })
  return rows.map((row, k) => {
    const name =
      keywords
        .get(`ContrastName${k + 1}`)
        ?.replaceAll('"', '')
        .trim() ?? ''
    return { name: name === '' ? `contrast ${k + 1}` : name, rows: [row] }
  })
}

function parsed(text: string, fileName: string): FslMatrix {
  const [head, body = ''] = text.split(/^\/Matrix[^\S\n]*$/m)
  const keywords = new Map<string, string>()
  for (const line of head.split(/\r\n|\r|\n/)) {
    const [, keyword, rest] = /^\s*\/(\w+)\s*(.*)$/.exec(line) ?? []
    if (keyword !== undefined) keywords.set(keyword, rest)
  }
  const rows = numberLines(body, (line, cell) => {
    throw wrong(fileName, `line ${line} of its matrix holds “${cell.slice(0, 20)}”`)
  })
  const uneven = rows.findIndex((row) => row.length !== rows[0].length)
  if (uneven >= 0)
    throw wrong(fileName, `row ${uneven + 1} has ${rows[uneven].length} numbers, the first ${rows[0].length}`)
  return { keywords, rows }
}

function checkCount(
  stated: string | undefined,
  found: number,
  { what, fileName }: { readonly what: string; readonly fileName: string },
): void {
  if (stated === undefined || Number(stated) === found) return
  throw wrong(fileName, `it states ${stated.slice(0, 20)} ${what}, the matrix has ${found}`)
}

function wrong(file: string, reason: string): Error {
  return refusal({
    code: 'fsl-matrix',
    file,
    message: `The file is not a matrix as FSL writes it: ${reason}.`,
    remedy: 'Drop design.mat or design.con from the .feat folder.',
  })
}

function filtered(file: string): ReturnType<typeof note> {
  return note({
    code: 'fsl-filtered',
    file,
    message:
      'FSL filters data and design in time before it fits, so the design holds no drifts and its EVs have no names.',
    remedy:
      'Fit it to filtered_func_data, or choose a high-pass filter for data that were not filtered; a constant is added.',
  })
}
