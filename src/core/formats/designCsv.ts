import type { DesignColumn } from '../design/design.ts'
import { checkColumns, isConstant, spansConstant } from './designColumns.ts'
import type { DesignTable, DesignTableColumn } from './designTable.ts'
import { quoted, refusal } from './refuse.ts'
import { numberOf, parseTable, type TextTable } from './table.ts'

/**
 * Reads a design matrix from a CSV or TSV with a header: nilearn's with or without its index of frame times, or any table of numbers.
 * Throws a Refusal for cells that are no numbers.
 */
export function readDesignCsv(text: string, fileName: string): DesignTable {
  const table = parseTable(text, fileName)
  checkHeader(table)
  const hasIndex = isIndexName(table.columns[0])
  const columns = table.columns.flatMap((name, index): DesignTableColumn[] => {
    if (hasIndex && index === 0) return []
    const values = valuesOf(table, index)
    return [{ ...describedBy(name === '' ? `column_${index + 1}` : name, values), values }]
  })
  checkColumns(columns, fileName)
  const isNilearn =
    columns.some(({ name }) => /^drift_\d+$/.test(name)) || columns.at(-1)?.name === 'constant'
  return {
    fileName,
    source: isNilearn ? 'nilearn' : 'table',
    columns,
    scanCount: table.rows.length,
    repetitionTimeSeconds: hasIndex ? evenStep(valuesOf(table, 0)) : null,
    drift: columns.some(({ role }) => role === 'drift') ? 'columns' : 'none',
    hasConstant: spansConstant(columns),
    contrasts: [],
    findings: table.findings,
  }
}

/** pandas writes no name for an index, and reads that back as Unnamed: 0. */
function isIndexName(name: string): boolean {
  return name === '' || /^(unnamed: 0|index|frame_times?)$/i.test(name)
}

function checkHeader({ columns, fileName }: TextTable): void {
  if (columns.some((name) => name !== '' && numberOf(name) === undefined)) return
  throw refusal({
    code: 'design-no-header',
    file: fileName,
    line: 1,
    message: `The first line ${quoted(columns.slice(0, 3).join(', '))} holds numbers, not names of columns.`,
    remedy: 'Add a header line with one name per column; contrasts go by these names.',
  })
}

function valuesOf(table: TextTable, index: number): Float64Array {
  return Float64Array.from(table.rows, ({ line, cells }) => {
    const value = numberOf(cells[index])
    if (value !== undefined) return value
    throw refusal({
      code: 'design-cell',
      file: table.fileName,
      line,
      message: `Refused: row ${line}, column ${quoted(table.columns[index])} is ${quoted(cells[index])}.`,
      remedy: 'A design needs a number with a decimal point in every cell.',
    })
  })
}

/** Names of confounds that are not conditions: fMRIPrep's, nilearn's reg0, SPM's R1, and plain words for motion. */
const confoundName =
  /^((trans|rot)_[xyz]|csf|white_matter|wm|global_signal|gs|[acw]_comp_cor|t_comp_cor|framewise|fd|(std_)?dvars|rmsd|motion|non_steady|(reg|r)\d+$|spike|outlier|confound|scrub)/i

/** What a column is by its name and values (nilearn 0.12.1, make_first_level_design_matrix). */
function describedBy(name: string, values: Float64Array): DesignColumn {
  if (isConstant(values)) return { name, role: 'constant' }
  if (/^(drift|cosine|poly)_?\d+$/i.test(name)) return { name, role: 'drift' }
  if (confoundName.test(name)) return { name, role: 'confound' }
  return { name, role: 'condition', condition: name.replace(/_(derivative|dispersion|delay_\d+)$/, '') }
}

/** The distance of evenly spaced times; null where they are not, or count rows. */
function evenStep(times: Float64Array): number | null {
  const step = (times[times.length - 1] - times[0]) / (times.length - 1)
  const isEven = times.every((time, i) => Math.abs(time - times[0] - i * step) < 1e-3 * step)
  const isCount = step === 1 && times[0] === 0
  return step > 0 && isEven && !isCount ? Number(step.toPrecision(9)) : null
}
