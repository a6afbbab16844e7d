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

  const values = (text: string, name: string, decimalComma = false): Record<string, number[]> =>
    Object.fromEntries(
      readConfounds(text, name, { decimalComma }).columns.map((column) => [column.name, [...column.values]]),
    )

  test.each([
    ['a single column', 'csf.tsv', 'csf\n0.5\nn/a\n-2e-3\n', { csf: [0.5, NaN, -0.002] }],
    ['a single column named .csv', 'csf.csv', 'csf\r\n0.5\r\n1\r\n', { csf: [0.5, 1] }],
    ['blanks', 'motion.txt', 'x  y\n 1   2 \n3 4\n', { x: [1, 3], y: [2, 4] }],
    ['one unnamed column', 'regressor.txt', ' 1.5\n 2.5\n', { R1: [1.5, 2.5] }],
    ['seven unnamed columns', 'multi.txt', '1 2 3 4 5 6 7\n8 9 1 2 3 4 5\n', { R1: [1, 8], R2: [2, 9], R3: [3, 1], R4: [4, 2], R5: [5, 3], R6: [6, 4], R7: [7, 5] }],
    ['six unnamed columns of an unknown program', 'six.tsv', '1\t2\t3\t4\t5\t6\n', { R1: [1], R2: [2], R3: [3], R4: [4], R5: [5], R6: [6] }],
  ])('reads %s', (_, name, text, wanted) => {
    expect(values(text, name)).toEqual(wanted)
  }) // prettier-ignore

  test('names the motion parameters of SPM: translations in mm, then rotations in radians', () => {
    const text = '  1.0e-01  2.0000000e-01 -3.0e-01  4.0e-04 -5.0e-04  6.0e-04\n  0 0 0 0 0 0\n'
    expect(values(text, 'rp_asub-01.txt')).toEqual({
      trans_x: [0.1, 0], trans_y: [0.2, 0], trans_z: [-0.3, 0], rot_x: [4e-4, 0], rot_y: [-5e-4, 0], rot_z: [6e-4, 0],
    }) // prettier-ignore
    expect(readConfounds(text, 'rp_asub-01.txt').findings).toMatchObject([
      {
        code: 'confounds-motion-named',
        severity: 'note',
        remedy: expect.stringContaining(
          'SPM writes them: three translations in mm, then three rotations in radians',
        ) as string,
      },
    ])
  })

  test('names the motion parameters of FSL: rotations in radians, then translations in mm', () => {
    const text = '0.0004  -0.0005  0.0006  0.1  0.2  -0.3  \n0  0  0  0  0  0  \n'
    expect(values(text, 'prefiltered_func_data_mcf.par')).toEqual({
      rot_x: [4e-4, 0], rot_y: [-5e-4, 0], rot_z: [6e-4, 0], trans_x: [0.1, 0], trans_y: [0.2, 0], trans_z: [-0.3, 0],
    }) // prettier-ignore
  })

  test('reads decimal commas as points when asked, and says so', () => {
    expect(values('a\tb\n1,5\t2\n', 'c.tsv', true)).toEqual({ a: [1.5], b: [2] })
    expect(values('a;b\n1,5;-2,25\n', 'c.csv', true)).toEqual({ a: [1.5], b: [-2.25] })
    expect(readConfounds('a\tb\n1,5\t2\n3\t4\n', 'c.tsv', { decimalComma: true }).findings).toMatchObject([
      { code: 'confounds-comma-read', severity: 'note' },
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
