import { describe, expect, test } from 'vitest'
import { checkEventsAgainstRun } from '../../../src/core/formats/eventsAgainstRun.ts'
import { readEvents } from '../../../src/core/formats/eventsTable.ts'
import { refusalOf } from '../../support/refusals.ts'

const tsv = (...lines: string[]): string => lines.map((line) => line.replaceAll(' ', '\t')).join('\n') + '\n'
const codesOf = (text: string, name = 'events.tsv') => readEvents(text, name).findings.map(({ code }) => code)
const refused = (text: string, name = 'events.tsv') => refusalOf(() => readEvents(text, name))

const plain = tsv('onset duration trial_type', '0 10 rest', '10 20 movement', '30 10 rest')
const plainEvents = [
  { onset: 0, duration: 10, trialType: 'rest' },
  { onset: 10, duration: 20, trialType: 'movement' },
  { onset: 30, duration: 10, trialType: 'rest' },
]

describe('readEvents', () => {
  test.each([
    ['plain TSV', plain, 'events.tsv'],
    ['Windows line ends', plain.replaceAll('\n', '\r\n'), 'events.tsv'],
    ['a byte order mark', `\uFEFF${plain}`, 'events.tsv'],
    ['a byte order mark and Windows line ends', `\uFEFF${plain.replaceAll('\n', '\r\n')}`, 'events.tsv'],
    ['no last line end', plain.trimEnd(), 'events.tsv'],
    ['empty lines', plain.replaceAll('\n', '\n\n'), 'events.tsv'],
    ['CSV', plain.replaceAll('\t', ','), 'events.csv'],
    ['quoted CSV', plain.replaceAll(/[^\t\n]+/g, '"$&"').replaceAll('\t', ','), 'events.csv'],
    [
      'another order of columns',
      tsv('trial_type duration onset', 'rest 10 0', 'movement 20 10', 'rest 10 30'),
      'a.tsv',
    ],
    [
      'numbers in other notations',
      tsv('onset duration trial_type', '0.0 1e1 rest', '+10 20. movement', '3E+1 10.00 rest'),
      'a.tsv',
    ],
  ])('reads %s', (_, text, name) => {
    const table = readEvents(text, name)
    expect(table.events).toEqual(plainEvents)
    expect(table.findings).toEqual([])
  })

  test('commas in a file named .tsv are read, with a warning', () => {
    const table = readEvents(plain.replaceAll('\t', ','), 'events.tsv')
    expect(table.events).toEqual(plainEvents)
    expect(table.findings).toMatchObject([
      {
        code: 'table-delimiter',
        severity: 'warning',
        message: 'The file is named for tabs, but its columns are separated by commas.',
      },
    ])
  })

  test('without trial_type every event is dummy', () => {
    const table = readEvents(tsv('onset duration', '1 2'), 'events.tsv')
    expect(table.events).toEqual([{ onset: 1, duration: 2, trialType: 'dummy' }])
    expect(table.findings).toMatchObject([{ code: 'events-no-trial-type', severity: 'warning' }])
  })

  test('rows without a type are left out, a missing modulation counts as 0, as in nilearn', () => {
    const table = readEvents(
      tsv('onset duration trial_type modulation', '1 2 a 1.5', '5 2 n/a 1', '9 2 a NaN'),
      'events.tsv',
    )
    expect(table.events).toEqual([
      { onset: 1, duration: 2, trialType: 'a', modulation: 1.5 },
      { onset: 9, duration: 2, trialType: 'a', modulation: 0 },
    ])
    expect(table.findings).toMatchObject([
      { code: 'events-modulation' },
      { code: 'events-untyped-rows', line: 3, message: 'The trial_type is missing in row 3.' },
      { code: 'events-missing-modulation', line: 4 },
    ])
  })

  test.each([
    ['instants', tsv('onset duration trial_type', '1 0 a', '5 0 a'), ['events-zero-duration']],
    ['negative durations', tsv('onset duration trial_type', '30 -10 a'), ['events-negative-duration']],
    ['repeated events', tsv('onset duration trial_type', '1 2 a', '1 2 a'), ['events-repeated']],
    ['overlaps of one type', tsv('onset duration trial_type', '1 5 a', '4 5 a'), ['events-overlap']],
    ['overlaps of two types', tsv('onset duration trial_type', '1 5 a', '4 5 b'), []],
    ['events that touch', tsv('onset duration trial_type', '1 5 a', '6 5 a'), []],
    ['other columns', tsv('onset duration trial_type response_time', '1 5 a 0.4'), ['events-other-columns']],
    ['other columns twice', tsv('onset duration trial_type x x', '1 5 a 0.4 1'), ['events-other-columns']],
  ])('%s give findings', (_, text, codes) => {
    expect(codesOf(text)).toEqual(codes)
  })

  test('a decimal comma is refused with row and column, or read as a point if asked', () => {
    const rows = Array.from({ length: 12 }, (_, i) => `${i} 1 a`)
    const text = tsv('onset duration trial_type', ...rows, '12,5 1 a')
    expect(refused(text, 'events_v2.tsv')).toEqual({
      code: 'events-decimal-comma',
      severity: 'error',
      file: 'events_v2.tsv',
      line: 14,
      message: 'Refused: row 14, column onset is “12,5”.',
      remedy: 'Onsets need a decimal point. Correct the file, or read the comma as a point.',
    })
    expect(readEvents(text, 'e.tsv', { decimalComma: true }).events.at(-1)?.onset).toBe(12.5)
  })

  test.each([
    ['', 'table-empty', 'The table is empty.'],
    ['\uFEFF\r\n \r\n', 'table-empty', 'The table is empty.'],
    [tsv('onset duration trial_type'), 'events-empty', 'The table has a header line but no events.'],
    [
      tsv('onset duration trial_type', '1 2 n/a'),
      'events-empty',
      'The table has no event with a trial_type: all of them are missing.',
    ],
    [
      tsv('Onset duration'),
      'events-missing-column',
      'The table has no column onset; its columns are “Onset, duration”.',
    ],
    [
      tsv('a b'),
      'events-missing-column',
      'The table has no column onset and no column duration; its columns are “a, b”.',
    ],
    [
      tsv('onset duration onset', '1 2 3'),
      'events-duplicate-column',
      'The table has more than one column onset, and which one counts is unknown.',
    ],
    [tsv('onset duration', '1 n/a'), 'events-missing-value', 'Refused: row 2, column duration is “n/a”.'],
    [tsv('onset duration', '1 2', ' 2'), 'events-missing-value', 'Refused: row 3, column onset is empty.'],
    [tsv('onset duration', 'soon 2'), 'events-not-a-number', 'Refused: row 2, column onset is “soon”.'],
    [tsv('onset duration', 'inf 2'), 'events-not-a-number', 'Refused: row 2, column onset is “inf”.'],
    [tsv('onset duration', '0x10 2'), 'events-not-a-number', 'Refused: row 2, column onset is “0x10”.'],
    [
      tsv('onset duration modulation', '1 2 big'),
      'events-not-a-number',
      'Refused: row 2, column modulation is “big”.',
    ],
    [
      'onset duration trial_type\n1 2 a\n',
      'table-no-delimiter',
      'The header line “onset duration trial_type” has neither tabs nor commas, so there are no columns.',
    ],
    [
      'onset,duration,trial_type\n12,5,20,a\n',
      'table-ragged',
      'Row 2 has 4 cells (“12, 5, 20, a”), the header 3.',
    ],
    ['o\0n\0s\0e\0t\0', 'table-not-text', 'The file is not UTF-8 text.'],
  ])('%j is refused as %s', (text, code, message) => {
    const finding = refused(text)
    expect(finding).toMatchObject({ code, message, severity: 'error', file: 'events.tsv' })
    expect(finding.remedy).toMatch(/\w.*\.$/)
  })
})

describe('checkEventsAgainstRun', () => {
  const run = { runSeconds: 400, repetitionTimeSeconds: 2 }
  const events = (onsets: number[], duration = 10.5) =>
    onsets.map((onset) => ({ onset, duration, trialType: 'a' }))
  const codes = (onsets: number[], duration?: number) =>
    checkEventsAgainstRun(events(onsets, duration), run, 'e.tsv').map(({ code }) => code)

  test('events of the run give no finding', () => {
    expect(codes([0, 100, 380])).toEqual([])
    expect(codes([])).toEqual([])
  })

  test('events of another run are refused', () => {
    expect(refusalOf(() => checkEventsAgainstRun(events([450, 500]), run, 'e.tsv'))).toMatchObject({
      code: 'events-of-another-run',
      message: 'No event falls into the run: the first begins at 450 s, the run ends at 400 s.',
      remedy: 'Drop the events of this run, counted in seconds from its first scan.',
    })
  })

  test('milliseconds are suspected, whether or not the first onset is 0', () => {
    const finding = refusalOf(() => checkEventsAgainstRun(events([10_000, 390_000]), run, 'e.tsv'))
    expect(finding.remedy).toContain(
      'If they are milliseconds, onset and duration have to be divided by 1000',
    )
    expect(checkEventsAgainstRun(events([0, 100_000, 200_000]), run, 'e.tsv')[0]).toMatchObject({
      code: 'events-in-milliseconds',
      message: 'Onsets look like milliseconds: the last one is 200000, and the run lasts 400 s.',
    })
  })

  test('scans are suspected where whole numbers fill the scans but not the seconds', () => {
    expect(codes([0, 50, 100, 185], 10)).toEqual(['events-in-scans'])
    expect(codes([0, 50, 100, 185], 10.5)).toEqual([])
    expect(codes([0, 100, 200, 300], 10)).toEqual([])
  })

  test('events that begin or end after the run, or begin before it', () => {
    expect(codes([0, 100, 401])).toEqual(['events-after-run'])
    expect(codes([0, 100, 395])).toEqual(['events-end-after-run'])
    expect(codes([-5, 100])).toEqual(['events-before-run'])
    expect(checkEventsAgainstRun(events([0, 100, 401]), run, 'e.tsv')[0]?.message).toBe(
      '1 of 3 events begin after the run ends at 400 s.',
    )
  })

  test('events that last longer than the run ask about a TR that only the header states', () => {
    const alone = { ...run, isHeaderTrAlone: true }
    for (const onsets of [
      [0, 100, 401],
      [0, 100, 395],
    ]) {
      const [finding] = checkEventsAgainstRun(events(onsets), alone, 'e.tsv')
      expect(finding?.remedy).toContain(
        `Is the TR ${String(run.repetitionTimeSeconds)} s? Only the header says so`,
      )
      expect(checkEventsAgainstRun(events(onsets), run, 'e.tsv')[0]?.remedy).not.toContain('Only the header')
    }
  })
})
