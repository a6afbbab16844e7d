import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkConfoundsRows, readConfounds } from '../../../src/core/formats/confoundsTable.ts'
import { decideRepetitionTime } from '../../../src/core/formats/repetitionTime.ts'
import { readSidecar } from '../../../src/core/formats/sidecar.ts'
import { refusalOf } from '../../support/refusals.ts'

describe('readSidecar', () => {
  test('reads known fields and keeps the others', () => {
    const text = '{"RepetitionTime": 2.0, "SliceTiming": [0, 1], "TaskName": "tap", "Scanner": {"T": 3}}'
    expect(readSidecar(`\uFEFF${text}`, 'bold.json')).toEqual({
      repetitionTimeSeconds: 2,
      sliceTimingSeconds: [0, 1],
      taskName: 'tap',
      fields: JSON.parse(text) as unknown,
      findings: [],
    })
  })

  test.each(['"2.0"', '0', '-2', '[2]', 'true'])(
    'a RepetitionTime of %s is left out with a warning',
    (value) => {
      const sidecar = readSidecar(`{"RepetitionTime": ${value}}`, 'bold.json')
      expect(sidecar.repetitionTimeSeconds).toBeUndefined()
      expect(sidecar.findings).toMatchObject([{ code: 'sidecar-tr', severity: 'warning', file: 'bold.json' }])
    },
  )

  test('a wrong SliceTiming does not cost the TR', () => {
    const sidecar = readSidecar('{"RepetitionTime": 2, "SliceTiming": [0, "x"]}', 'bold.json')
    expect(sidecar.repetitionTimeSeconds).toBe(2)
    expect(sidecar.findings).toMatchObject([{ code: 'sidecar-field' }])
  })

  test.each([
    ['', 'json-empty', 'The file is empty.'],
    ['RepetitionTime: 2', 'json-invalid', 'The file is not valid JSON: it begins “RepetitionTime: 2”.'],
    ['[1, 2]', 'json-not-object', 'The file holds a list instead of a JSON object.'],
    ['null', 'json-not-object', 'The file holds null instead of a JSON object.'],
    ['{"RepetitionTime": 1e999}', 'json-number', 'The number at “RepetitionTime” is too large.'],
    [
      `{"a":${'['.repeat(100)}${']'.repeat(100)}}`,
      'json-too-deep',
      'The file nests objects more than 40 levels deep.',
    ],
  ])('%j is refused as %s', (text, code, message) => {
    expect(refusalOf(() => readSidecar(text, 'bold.json'))).toMatchObject({
      code,
      message,
      file: 'bold.json',
    })
  })

  test('keys that reach prototypes are harmless', () => {
    const { fields } = readSidecar('{"__proto__": {"polluted": 1}, "constructor": 2, "a": 3}', 'bold.json')
    expect(fields).toEqual({ a: 3 })
    expect(Object.getPrototypeOf(fields)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('readConfounds', () => {
  test('reads the fixture run’s table, n/a as NaN', () => {
    const path = new URL(
      '../../fixtures/runs/sub-block_task-tap_desc-confounds_timeseries.tsv',
      import.meta.url,
    )
    const table = readConfounds(readFileSync(path, 'utf8'), 'confounds.tsv')
    expect(table.columns.map(({ name }) => name)).toEqual([
      'trans_x', 'trans_y', 'trans_z', 'rot_x', 'rot_y', 'rot_z', 'framewise_displacement',
    ]) // prettier-ignore
    expect(table.columns[0]?.values[0]).toBe(-0.023456)
    expect(table.columns[6]).toMatchObject({ missingCount: 1, constant: false })
    expect(table.columns[6]?.values[0]).toBeNaN()
    expect(table.findings).toEqual([])
    checkConfoundsRows(table, table.rowCount, 'confounds.tsv')
    expect(refusalOf(() => { checkConfoundsRows(table, 7, 'c.tsv') })).toMatchObject({
      code: 'confounds-rows',
      message: `The table has ${table.rowCount} rows, but the run has 7 scans.`,
    }) // prettier-ignore
  })

  test('constant columns and columns of text are pointed out', () => {
    const table = readConfounds('a\tb\tc\td\n1\t5\tx\tn/a\n2\t5\ty\tn/a\n', 'c.tsv')
    expect(table.columns.map(({ name, constant }) => [name, constant])).toEqual([
      ['a', false],
      ['b', true],
      ['d', true],
    ])
    expect(table.findings).toMatchObject([
      { code: 'confounds-constant', message: 'The column “b, d” has the same value in every row.' },
      { code: 'confounds-text', message: 'The column “c” holds text.' },
    ])
  })

  test.each([
    ['a\tb\n', 'confounds-empty', 'The table has a header line but no rows.'],
    [
      'a\ta\n1\t2\n',
      'confounds-duplicate-column',
      'The table has more than one column “a”, and which one counts is unknown.',
    ],
    [
      '0.1\t0.2\n1\t2\n',
      'confounds-no-header',
      'The first line “0.1, 0.2” holds numbers, not names of columns.',
    ],
    ['a\tb\n1,5\t2\n', 'confounds-decimal-comma', 'Refused: row 2, column “a” is “1,5”.'],
    ['a\tb\nx\ty\n', 'confounds-no-numbers', 'No column of the table holds numbers only.'],
  ])('%j is refused as %s', (text, code, message) => {
    expect(refusalOf(() => readConfounds(text, 'c.tsv'))).toMatchObject({ code, message, file: 'c.tsv' })
  })
})

describe('decideRepetitionTime', () => {
  const header = (seconds: number) => ({
    header: { kind: 'known', seconds } as const,
    headerFile: 'run.nii.gz',
  })
  const noHeader = {
    header: { kind: 'unknown', reason: 'zero', stated: 0 } as const,
    headerFile: 'run.nii.gz',
  }

  test('the sidecar is kept where it differs by more than 1 ms, and the header’s is offered', () => {
    expect(decideRepetitionTime({ ...header(1.7935), sidecarSeconds: 2, sidecarFile: 'run.json' })).toEqual({
      kind: 'known',
      seconds: 2,
      source: 'sidecar',
      alternative: { seconds: 1.7935, source: 'header' },
      findings: [
        {
          code: 'tr-differs',
          severity: 'warning',
          file: 'run.nii.gz',
          message: 'TR: sidecar 2 s, header 1.7935 s. Kept 2 s.',
          remedy:
            'Use the header’s 1.7935 s instead if the sidecar is wrong; a wrong TR shifts every regressor.',
        },
      ],
    })
  })

  test.each([2, 2.001, 1.9995])('a header of %d s agrees with a sidecar of 2 s', (seconds) => {
    expect(decideRepetitionTime({ ...header(seconds), sidecarSeconds: 2 })).toEqual({
      kind: 'known',
      seconds: 2,
      source: 'sidecar',
      findings: [],
    })
  })

  test('without a sidecar the header counts', () => {
    expect(decideRepetitionTime(header(0.72))).toEqual({
      kind: 'known',
      seconds: 0.72,
      source: 'header',
      findings: [],
    })
  })

  test('a header without a TR is no disagreement with a sidecar', () => {
    expect(decideRepetitionTime({ ...noHeader, sidecarSeconds: 2 })).toMatchObject({
      seconds: 2,
      findings: [],
    })
  })

  test('the user’s choice counts before all', () => {
    const chosen = { seconds: 1.5, source: 'user' } as const
    expect(decideRepetitionTime({ ...header(2), sidecarSeconds: 2, chosen })).toMatchObject({
      seconds: 1.5,
      source: 'user',
    })
  })

  test('asks where neither states one', () => {
    expect(decideRepetitionTime(noHeader)).toEqual({
      kind: 'ask',
      reason: 'The header gives a TR of 0 s, and there is no sidecar that gives one.',
    })
    const large = { kind: 'unknown', reason: 'large-without-units', stated: 2000 } as const
    expect(decideRepetitionTime({ header: large, headerFile: 'run.nii' })).toMatchObject({ kind: 'ask' })
  })

  test('a TR of 2000 s is used but doubted', () => {
    expect(decideRepetitionTime(header(2000))).toMatchObject({
      seconds: 2000,
      findings: [{ code: 'tr-implausible' }],
    })
  })
})
