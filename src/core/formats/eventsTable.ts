import type { StimulusEvent } from '../design/event.ts'
import type { Finding } from '../finding.ts'
import { duplicates, hasDecimalComma, isMissing, numberOf, parseTable } from './table.ts'
import type { TableRow, TextTable } from './table.ts'
import { eventsFindings } from './eventsFindings.ts'
import { listed, note, quoted, refusal, shortNumber, warning } from './refuse.ts'

/** The events of a table, in the order of its rows, and what is doubtful about them. */
export interface EventsTable {
  readonly events: readonly StimulusEvent[]
  readonly columns: readonly string[]
  readonly findings: readonly Finding[]
}

/** How to read what is ambiguous. */
export interface EventsOptions {
  /** Read 12,5 as 12.5 instead of refusing it. */
  readonly decimalComma?: boolean
}

const usedColumns = ['onset', 'duration', 'trial_type', 'modulation'] as const

type UsedColumn = (typeof usedColumns)[number]

/**
 * Reads an events table (BIDS events.tsv, or CSV) by nilearn 0.12.1's rules (`check_events`): onset and duration
 * are required numbers; without trial_type every event is 'dummy'; rows whose trial_type is missing are left out;
 * a missing modulation counts as 0; other columns are ignored. Throws a Refusal for what nilearn refuses, for
 * decimal commas, columns given twice and tables without events.
 */
export function readEvents(text: string, fileName: string, options: EventsOptions = {}): EventsTable {
  const table = parseTable(text, fileName)
  checkColumns(table)
  const typed = table.rows.filter((row) => !isMissing(cellOf(table, row, 'trial_type') ?? 'dummy'))
  if (typed.length === 0) throw noEvents(table)
  const events = typed.map((row) => eventOf(table, row, options))
  return {
    events,
    columns: table.columns,
    findings: [
      ...table.findings,
      ...columnFindings(table),
      ...(options.decimalComma === true ? [commasRead(fileName)] : []),
      ...rowFindings(table),
      ...eventsFindings(events, fileName),
    ],
  }
}

function cellOf(table: TextTable, row: TableRow, column: UsedColumn): string | undefined {
  const index = table.columns.indexOf(column)
  return index === -1 ? undefined : row.cells[index]
}

function checkColumns(table: TextTable): void {
  const missing = ['onset', 'duration'].filter((name) => !table.columns.includes(name))
  if (missing.length > 0) {
    throw refusal({
      code: 'events-missing-column',
      file: table.fileName,
      line: 1,
      message: `The table has no column ${missing.join(' and no column ')}; its columns are ${quoted(listed(table.columns))}.`,
      remedy: 'Name the columns onset and duration, both in seconds, and trial_type.',
    })
  }
  const twice = duplicates(table.columns).filter((name) => usedColumns.some((used) => used === name))
  if (twice.length > 0) {
    throw refusal({
      code: 'events-duplicate-column',
      file: table.fileName,
      line: 1,
      message: `The table has more than one column ${listed(twice)}, and which one counts is unknown.`,
      remedy: 'Remove or rename the one that does not count.',
    })
  }
}

function noEvents(table: TextTable): Error {
  return refusal({
    code: 'events-empty',
    file: table.fileName,
    message:
      table.rows.length === 0
        ? 'The table has a header line but no events.'
        : 'The table has no event with a trial_type: all of them are missing.',
    remedy: 'Drop the table of the run with one line per event.',
  })
}

function eventOf(table: TextTable, row: TableRow, options: EventsOptions): StimulusEvent {
  const event = {
    onset: secondsOf(table, row, 'onset', options),
    duration: secondsOf(table, row, 'duration', options),
    trialType: cellOf(table, row, 'trial_type') ?? 'dummy',
  }
  const modulation = cellOf(table, row, 'modulation')
  if (modulation === undefined) return event
  if (isMissing(modulation)) return { ...event, modulation: 0 }
  return { ...event, modulation: parsedCell(table, row, 'modulation', options) }
}

function secondsOf(
  table: TextTable,
  row: TableRow,
  column: 'onset' | 'duration',
  options: EventsOptions,
): number {
  const cell = cellOf(table, row, column) ?? ''
  if (!isMissing(cell)) return parsedCell(table, row, column, options)
  throw refusal({
    code: 'events-missing-value',
    file: table.fileName,
    line: row.line,
    message: `Refused: row ${row.line}, column ${column} is ${cell === '' ? 'empty' : quoted(cell)}.`,
    remedy: `Every event needs ${column === 'onset' ? 'an onset' : 'a duration'} in seconds; correct the row or remove it.`,
  })
}

function parsedCell(table: TextTable, row: TableRow, column: UsedColumn, options: EventsOptions): number {
  const cell = cellOf(table, row, column) ?? ''
  const value = numberOf(cell, options.decimalComma)
  if (value !== undefined) return value
  const comma = hasDecimalComma(cell)
  const plural = { onset: 'Onsets', duration: 'Durations', modulation: 'Modulations', trial_type: '' }[column]
  throw refusal({
    code: comma ? 'events-decimal-comma' : 'events-not-a-number',
    file: table.fileName,
    line: row.line,
    message: `Refused: row ${row.line}, column ${column} is ${quoted(cell)}.`,
    remedy: comma
      ? `${plural} need a decimal point. Correct the file, or read the comma as a point.`
      : `${plural} must be plain numbers${column === 'modulation' ? '' : ' of seconds'}. Correct the file.`,
  })
}

function columnFindings(table: TextTable): readonly Finding[] {
  const findings: Finding[] = []
  const file = table.fileName
  if (!table.columns.includes('trial_type')) {
    findings.push(
      warning({
        code: 'events-no-trial-type',
        file,
        message: 'The table has no column trial_type.',
        remedy:
          'Every event was given the type dummy, as nilearn does; add the column to tell conditions apart.',
      }),
    )
  }
  const ignored = table.columns.filter((name) => !usedColumns.some((used) => used === name))
  if (ignored.length > 0) {
    findings.push(
      note({
        code: 'events-other-columns',
        file,
        message: `The columns ${quoted(listed(ignored))} are not part of a model.`,
        remedy: 'They were left out; nothing needs to be done.',
      }),
    )
  }
  if (table.columns.includes('modulation')) {
    findings.push(
      note({
        code: 'events-modulation',
        file,
        message: 'The column modulation scales each event.',
        remedy:
          'It is used as it stands, not centred, as nilearn does; remove the column for events of height 1.',
      }),
    )
  }
  return findings
}

function commasRead(file: string): Finding {
  return note({
    code: 'events-comma-read',
    file,
    message: 'Decimal commas were read as points, as you asked.',
    remedy: 'Correct the file before it is given to another program.',
  })
}

/** The table with its times in seconds; `factor` is the seconds in one of its units. */
export function rescaledEvents(table: EventsTable, factor: number, fileName: string): EventsTable {
  const events = table.events.map((event) => ({
    ...event,
    onset: event.onset * factor,
    duration: event.duration * factor,
  }))
  const rescaled = note({
    code: 'events-rescaled',
    file: fileName,
    message: `Onsets and durations were multiplied by ${shortNumber(factor)}, as you asked.`,
    remedy: 'Correct the file before it is given to another program.',
  })
  return { ...table, events, findings: [...table.findings, rescaled] }
}

function rowFindings(table: TextTable): readonly Finding[] {
  const file = table.fileName
  const linesWith = (column: UsedColumn): number[] =>
    table.rows.filter((row) => isMissing(cellOf(table, row, column) ?? 'given')).map(({ line }) => line)
  const findings: Finding[] = []
  const untyped = linesWith('trial_type')
  if (untyped.length > 0) {
    findings.push(
      warning({
        code: 'events-untyped-rows',
        file,
        line: untyped[0] ?? 1,
        message: `The trial_type is missing in row ${listed(untyped)}.`,
        remedy: 'These rows were left out, as nilearn does; give them a type to model them.',
      }),
    )
  }
  const unscaled = linesWith('modulation')
  if (unscaled.length > 0) {
    findings.push(
      warning({
        code: 'events-missing-modulation',
        file,
        line: unscaled[0] ?? 1,
        message: `The modulation is missing in row ${listed(unscaled)}.`,
        remedy: 'It counts as 0, as in nilearn, so these events have no effect; give a number to model them.',
      }),
    )
  }
  return findings
}
