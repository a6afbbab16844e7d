import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkEventsAgainstRun } from '../../../src/core/formats/eventsAgainstRun.ts'
import { readConfounds } from '../../../src/core/formats/confoundsTable.ts'
import { readEvents } from '../../../src/core/formats/eventsTable.ts'
import { dataBytesOf, readNiftiHeader } from '../../../src/core/formats/niftiHeader.ts'
import { requireAllData, requireRun } from '../../../src/core/formats/niftiRun.ts'
import { decodeVoxels } from '../../../src/core/formats/niftiValues.ts'
import { recognise } from '../../../src/core/formats/recognise.ts'
import { readSidecar } from '../../../src/core/formats/sidecar.ts'
import { parseSession, writeSession } from '../../../src/core/pipeline/session.ts'
import { changedBytes } from '../../support/changedBytes.ts'
import { smallRun } from '../../support/niftiFiles.ts'
import { valueOrRefusal } from '../../support/refusals.ts'
import { fullSession } from '../../support/sessions.ts'

// Seeds are fixed so that a failure can be repeated; together the runs below exceed 25,000 inputs.

const fixture = (path: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/${path}`, import.meta.url)))

/** Up to 12 changed, inserted or removed bytes. */
const mutations = fc.array(
  fc.record({
    at: fc.nat(),
    byte: fc.integer({ min: 0, max: 255 }),
    how: fc.constantFrom('set', 'insert', 'remove'),
  }),
  { minLength: 1, maxLength: 12 },
)

/** Everything that reading an image does; a header that passes must be one that can be worked with. */
function readImage(bytes: Uint8Array): void {
  const kind = recognise('run.nii', bytes)
  expect(kind).not.toBe('unknown')
  valueOrRefusal(() => {
    const header = readNiftiHeader(bytes, 'run.nii')
    expect(header.dims.every((n) => Number.isInteger(n) && n >= 0)).toBe(true)
    expect(header.grid.mmFromVoxel.every(Number.isFinite)).toBe(true)
    expect(dataBytesOf(header)).toBeLessThanOrEqual(2 ** 36)
    requireRun(header, 'run.nii')
    requireAllData(header, bytes.length, 'run.nii')
    const count = header.dims.reduce((product, n) => product * n, 1)
    const values = new Float64Array(count)
    decodeVoxels(header, bytes.subarray(header.dataOffset), { firstVoxel: 0, count }, values)
  })
}

/** Work that grows with the square of the file would hang, not merely take longer. */
const patienceMs = 10_000

describe('images', () => {
  const originals = [
    ['NIfTI-1', smallRun()],
    ['NIfTI-1, big-endian', smallRun({ littleEndian: false, datatype: 'float32', qformCode: 1 })],
    ['NIfTI-2', smallRun({ version: 2, datatype: 'float64', slope: 2, intercept: 3 })],
    ['nibabel’s', new Uint8Array(gunzipSync(fixture('nifti/oblique-left-handed_sform.nii.gz')))],
  ] as const

  test.each(originals)('%s with changed header bytes', (_, original) => {
    fc.assert(
      fc.property(mutations, (changes) => {
        const headerOnly = changes.map((change) => ({ ...change, how: 'set' }))
        readImage(changedBytes(original, headerOnly, { within: original.length > 2000 ? 544 : 352 }))
      }),
      { numRuns: 2000, seed: 101 },
    )
  })

  test.each(originals)('%s with bytes inserted and removed', (_, original) => {
    fc.assert(
      fc.property(mutations, (changes) => {
        readImage(changedBytes(original, changes, { within: 544 }))
      }),
      { numRuns: 500, seed: 102 },
    )
  })

  test('any bytes after a plausible start', () => {
    const start = fc.constantFrom([0x5c, 1, 0, 0], [0, 0, 1, 0x5c], [0x1c, 2, 0, 0], [0, 0, 2, 0x1c], [])
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 700, size: 'max' }), (head, rest) => {
        readImage(Uint8Array.from([...head, ...rest]))
      }),
      { numRuns: 3000, seed: 103 },
    )
  })
})

/** What tables are made of. */
const tableText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'onset',
        'duration',
        'trial_type',
        'modulation',
        '\t',
        ',',
        ';',
        '\n',
        '\r\n',
        '"',
        '""',
        '\uFEFF',
      ),
      fc.constantFrom(
        '1',
        '2.5',
        '12,5',
        'n/a',
        'nan',
        '-1',
        '1e400',
        '0x1',
        'movement',
        ' ',
        '\0',
        'é',
        '😀',
        '__proto__',
      ),
      fc.string({ maxLength: 5 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''))

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

function readEventsText(text: string): void {
  for (const name of ['e.tsv', 'e.csv', 'e.txt']) {
    valueOrRefusal(() => {
      const { events } = readEvents(text, name)
      expect(events.length).toBeGreaterThan(0)
      expect(events.every(({ onset, duration }) => Number.isFinite(onset) && Number.isFinite(duration))).toBe(
        true,
      )
      checkEventsAgainstRun(events, { runSeconds: 400, repetitionTimeSeconds: 2 }, name)
    })
  }
}

describe('tables', () => {
  const events = fixture('runs/sub-er_task-tap_events.tsv')
  const confounds = fixture('runs/sub-block_task-tap_desc-confounds_timeseries.tsv').subarray(0, 1500)

  test('events from words and delimiters', () => {
    fc.assert(fc.property(tableText, readEventsText), { numRuns: 3000, seed: 201 })
  })

  test('events behind a good header', () => {
    const withHeader = tableText.map((text) => `onset\tduration\ttrial_type\n1\t2\ta\n${text}`)
    fc.assert(fc.property(withHeader, readEventsText), { numRuns: 3000, seed: 202 })
  })

  test('real events with changed bytes', () => {
    fc.assert(
      fc.property(mutations, (changes) => {
        readEventsText(decode(changedBytes(events, changes)))
      }),
      { numRuns: 2000, seed: 203 },
    )
  })

  test('confounds, real with changed bytes and made up', () => {
    const text = fc.oneof(
      tableText,
      mutations.map((changes) => decode(changedBytes(confounds, changes))),
    )
    fc.assert(
      fc.property(text, (content) => {
        valueOrRefusal(() => {
          const table = readConfounds(content, 'c.tsv')
          expect(table.columns.length).toBeGreaterThan(0)
          expect(table.columns.every(({ values }) => values.length === table.rowCount)).toBe(true)
        })
      }),
      { numRuns: 3000, seed: 204 },
    )
  })

  test.each([
    ['quotation marks', '"'.repeat(200_000)],
    ['open quotations', '"a,b\n'.repeat(50_000)],
    ['delimiters', `onset\tduration${'\t'.repeat(200_000)}\n1\t2\n`],
    ['rows', `onset\tduration\n${'1\t2\n'.repeat(100_000)}`],
    ['spaces', `onset\tduration\n${' '.repeat(500_000)}1\t2\n`],
    ['digits', `onset\tduration\n${'1'.repeat(300_000)}x\t2\n`],
  ])(
    'a great many %s do not hold up the reading',
    (_, text) => {
      expect(() => readEventsText(text)).not.toThrow()
    },
    patienceMs,
  )
})

describe('JSON', () => {
  const session = new TextEncoder().encode(writeSession(fullSession))

  test('a session with changed bytes', () => {
    fc.assert(
      fc.property(mutations, (changes) => {
        const parsed = valueOrRefusal(() => parseSession(decode(changedBytes(session, changes))))
        if (parsed !== undefined)
          expect(parseSession(writeSession(parsed.session)).session).toEqual(parsed.session)
      }),
      { numRuns: 3000, seed: 301 },
    )
  })

  test('a session with any value in any place', () => {
    const paths = pathsOf(fullSession)
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 3 }), (path, value) => {
        const changed = JSON.stringify(replaced(fullSession, path, value))
        const parsed = valueOrRefusal(() => parseSession(changed))
        if (parsed !== undefined)
          expect(parseSession(writeSession(parsed.session)).session).toEqual(parsed.session)
      }),
      { numRuns: 3000, seed: 302 },
    )
  })

  test('any JSON and any text as a sidecar or a session', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.string(),
          fc
            .dictionary(fc.constantFrom('RepetitionTime', 'SliceTiming', '__proto__', 'x'), fc.jsonValue())
            .map((value) => JSON.stringify(value)),
        ),
        (text) => {
          const sidecar = valueOrRefusal(() => readSidecar(text, 'a.json'))
          if (sidecar?.repetitionTimeSeconds !== undefined)
            expect(sidecar.repetitionTimeSeconds).toBeGreaterThan(0)
          expect(valueOrRefusal(() => parseSession(text))).toBeUndefined()
          expect(Object.prototype).not.toHaveProperty('x')
        },
      ),
      { numRuns: 3000, seed: 303 },
    )
  })
})

type Path = readonly (string | number)[]

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]))]
}

function replaced(target: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined || typeof target !== 'object' || target === null) return value
  const copy = structuredClone(target) as Record<string | number, unknown>
  copy[key] = replaced(copy[key], rest, value)
  return copy
}
