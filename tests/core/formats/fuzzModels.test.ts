import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afniBricks } from '../../../src/core/formats/afniBricks.ts'
import { mostDesignNumbers } from '../../../src/core/formats/designTable.ts'
import { readMatFile } from '../../../src/core/formats/matFile.ts'
import type { MatValue } from '../../../src/core/formats/matValue.ts'
import { modelKind } from '../../../src/core/formats/modelKind.ts'
import { niftiExtensions } from '../../../src/core/formats/niftiExtensions.ts'
import { readDesignContrasts, readDesignTable } from '../../../src/core/formats/readDesignTable.ts'
import { readSpmMat } from '../../../src/core/formats/readSpmMat.ts'
import { recogniseStatMap } from '../../../src/core/formats/statMap.ts'
import { matrixModel, withDesignTable } from '../../../src/core/pipeline/matrixModel.ts'
import { nilearnPreset } from '../../../src/core/pipeline/presets.ts'
import { resolveDesign } from '../../../src/core/pipeline/resolve.ts'
import { specFromSpmMat } from '../../../src/core/pipeline/specFromSpmMat.ts'
import { matBytes, matCell, matNumbers, matStruct, matText } from '../../support/matWriter.ts'
import { valueOrRefusal } from '../../support/refusals.ts'
import { spmFields, type SpmFields } from '../../support/spmMatFile.ts'

// Seeds are fixed so that a failure can be repeated; together the runs below exceed 27,000 inputs.

const mutations = fc.array(
  fc.record({
    at: fc.nat(),
    byte: fc.oneof(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 1, 14, 15, 0x7f, 0xff)),
    how: fc.constantFrom('set', 'set', 'set', 'insert', 'remove'),
  }),
  { minLength: 1, maxLength: 12 },
)

type Mutation = typeof mutations extends fc.Arbitrary<infer Changes> ? Changes : never

function mutated(original: Uint8Array, changes: Mutation, from = 0): Uint8Array {
  const bytes = [...original]
  for (const { at, byte, how } of changes) {
    const place = from + (at % Math.max(1, bytes.length - from))
    if (how === 'set') bytes[place] = byte
    else bytes.splice(place, how === 'remove' ? 1 : 0, ...(how === 'insert' ? [byte] : []))
  }
  return Uint8Array.from(bytes)
}

const variables: Readonly<Record<string, MatValue>> = {
  numbers: matNumbers([1, 2, 3, 4, 5, 6], 2),
  small: { kind: 'numbers', numberClass: 'uint8', isLogical: true, dims: [1, 1], real: Float64Array.of(1) },
  text: matText('onsets', 'second'),
  cell: matCell(matText('a'), matNumbers([]), matCell(matNumbers([7]))),
  structs: matStruct({ a: matNumbers([1]), b: matText('p') }, { a: matNumbers([2]), b: matCell() }),
  sparse: {
    kind: 'sparse',
    dims: [3, 2],
    isLogical: false,
    rowIndices: Int32Array.of(0, 2, 1),
    columnStarts: Int32Array.of(0, 2, 3),
    real: Float64Array.of(1, -2, 3),
  },
  object: { kind: 'unread', what: 'object' },
}

/** How much of a value lies in arrays; more than the file could hold would mean an allocation from a claim. */
function storedNumbers(value: MatValue): number {
  switch (value.kind) {
    case 'numbers':
      return value.real.length
    case 'sparse':
      return value.real.length + value.columnStarts.length
    case 'text':
      return value.rows.length
    case 'cell':
      return value.items.reduce((sum, item) => sum + 1 + storedNumbers(item), 0)
    case 'struct':
      return value.elements.reduce(
        (sum, fields) => sum + 1 + [...fields.values()].reduce((all, item) => all + storedNumbers(item), 0),
        0,
      )
    case 'unread':
      return 0
  }
}

function readAnyMat(bytes: Uint8Array): void {
  const file = valueOrRefusal(() => readMatFile(bytes, { fileName: 'a.mat' }))
  for (const value of file?.variables.values() ?? [])
    expect(storedNumbers(value)).toBeLessThanOrEqual(200_000 + bytes.length)
}

/** The variables as one compressed element after the header. */
function compressedAgain(plain: Uint8Array): Uint8Array {
  const deflated = deflateSync(plain.subarray(128), { level: 1 })
  const tag = new Uint8Array(new Uint32Array([15, deflated.length]).buffer)
  return Uint8Array.from([...plain.subarray(0, 128), ...tag, ...deflated])
}

describe('MAT files', () => {
  const little = matBytes(variables)
  const big = matBytes(variables, { littleEndian: false, compressed: false })
  const compressed = matBytes(variables, { littleEndian: true, compressed: true })

  test.each([
    ['little-endian', little, 3000],
    ['big-endian', big, 2000],
    ['compressed', compressed, 2000],
  ] as const)('%s with changed bytes behind the header', (_, original, numRuns) => {
    fc.assert(
      fc.property(mutations, (changes) => {
        readAnyMat(mutated(original, changes, 126))
      }),
      { numRuns, seed: 401 },
    )
  })

  test.each(Object.keys(variables))('the variable %s with changed bytes, compressed afterwards', (name) => {
    const original = matBytes({ [name]: variables[name] ?? matNumbers([]) })
    fc.assert(
      fc.property(mutations, (changes) => {
        readAnyMat(compressedAgain(mutated(original, changes, 128)))
      }),
      { numRuns: 400, seed: 402 },
    )
  })

  test('any bytes behind a header', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400, size: 'max' }), (rest) => {
        readAnyMat(Uint8Array.from([...little.subarray(0, 128), 14, 0, 0, 0, ...rest]))
      }),
      { numRuns: 2000, seed: 403 },
    )
  })

  test('as many cells as there may be are read in a few seconds', () => {
    const items = Array.from({ length: 60_000 }, () => matNumbers([]))
    const bytes = matBytes({ x: { kind: 'cell', dims: [1, items.length], items } })
    const before = performance.now()
    readAnyMat(bytes)
    expect(performance.now() - before).toBeLessThan(10_000)
  })
})

/** Any small value that a MAT file can hold. */
const anyMat: fc.Arbitrary<MatValue> = fc.letrec<{ value: MatValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.array(fc.double(), { maxLength: 6 }).map((numbers) => matNumbers(numbers)),
    fc
      .array(fc.constantFrom(0, 1, -1, 2, 16, 1e9, NaN, Infinity), { maxLength: 3 })
      .map((numbers) => matNumbers(numbers)),
    fc
      .constantFrom('', 'hrf', 'FAST', 'scans', 'Sn(1) a*bf(1)', '__proto__', 'a,99999999999')
      .map((text) => matText(text)),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => matCell(...items)),
    fc
      .array(fc.dictionary(fc.constantFrom('name', 'ons', 'dur', 'P', 'fname', 'C'), tie('value')), {
        maxLength: 2,
      })
      .map((elements) => matStruct(...elements.slice(0, 1), ...elements.slice(0, 1))),
    fc.constant<MatValue>({ kind: 'unread', what: 'function handle' }),
  ),
})).value

/** Replaces the value at a random path. */
function replacedAt(value: MatValue, steps: readonly number[], replacement: MatValue): MatValue {
  const [step = 0, ...rest] = steps
  if (steps.length === 0) return replacement
  if (value.kind === 'cell' && value.items.length > 0) {
    const at = step % value.items.length
    return {
      ...value,
      items: value.items.map((item, i) => (i === at ? replacedAt(item, rest, replacement) : item)),
    }
  }
  const [first, ...others] = value.kind === 'struct' ? value.elements : []
  if (value.kind !== 'struct' || first === undefined || value.fieldNames.length === 0) return replacement
  const name = value.fieldNames[step % value.fieldNames.length] ?? ''
  const field = first.get(name)
  const fields = new Map(first)
  if (field !== undefined) fields.set(name, replacedAt(field, rest, replacement))
  return { ...value, elements: [fields, ...others] }
}

function readAnalysis(bytes: Uint8Array): void {
  const spm = valueOrRefusal(() => readSpmMat(bytes, 'SPM.mat'))
  const analysis = spm && valueOrRefusal(() => specFromSpmMat(spm))
  if (analysis === undefined) return
  const { spec, run, events, confounds } = analysis
  // What is handed on can be tried: it makes a design or is refused.
  valueOrRefusal(() => resolveDesign(spec, { ...run, events, confounds: confounds ?? undefined }))
}

describe('SPM.mat', () => {
  const fields = spmFields('block-over-ar1-hpf100')

  test('with any value in any place', () => {
    const names = Object.keys(fields)
    fc.assert(
      fc.property(fc.nat(), fc.array(fc.nat(), { maxLength: 4 }), anyMat, (which, steps, value) => {
        const name = names[which % names.length] ?? ''
        const changed: SpmFields = { ...fields, [name]: replacedAt(fields[name] ?? value, steps, value) }
        readAnalysis(matBytes({ SPM: matStruct(changed) }))
      }),
      { numRuns: 1500, seed: 411 },
    )
  }, 120_000)

  test('with changed bytes', () => {
    const original = matBytes({ SPM: matStruct(fields) })
    fc.assert(
      fc.property(mutations, (changes) => {
        readAnalysis(mutated(original, changes, 128))
      }),
      { numRuns: 1500, seed: 412 },
    )
  }, 120_000)
})

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

const designs = {
  nilearn: readFileSync(
    new URL('../../fixtures/nilearn/block-minimal-defaults/design_matrix.tsv', import.meta.url),
    'utf8',
  ).slice(0, 1500),
  FSL: '/NumWaves\t2\n/NumPoints\t3\n/PPheights\t1 1\n\n/Matrix\n1 -2.5e-01\t\n-1 0.25\n0 1\n',
  contrasts: '/ContrastName1\ttap\n/NumWaves\t2\n/NumContrasts\t1\n/PPheights\t1\n\n/Matrix\n1 -1\n',
  AFNI: `# <matrix
#  ColumnLabels = "Run#1Pol#0 ; tap#0 ; vis#0"
#  ColumnGroups = "1@-1,1,2"
#  RowTR = "2"
#  GoodList = "0..1,3"
#  NRowFull = "4"
#  StimLabels = "tap ; vis"
#  GltLabels = "tap-vis"
#  GltMatrix_000000 = "1,3,0,1,-1"
# >
 1 0 1
 1 1 0
 1 0.5 0
# </matrix>
`,
} as const

const nilearn = nilearnPreset({ include: 'all', explicitRest: false })

function readAnyDesign(text: string): void {
  modelKind('a.xmat.1D', encode(text.slice(0, 4096)))
  valueOrRefusal(() => readDesignContrasts(text, 'design.con'))
  const table = valueOrRefusal(() => readDesignTable(text, 'design'))
  if (table === undefined) return
  expect(table.columns.length * table.scanCount).toBeLessThanOrEqual(mostDesignNumbers)
  expect(table.columns.every(({ values }) => values.length === table.scanCount)).toBe(true)
  expect(matrixModel(table).columns).toHaveLength(table.columns.length)
  const run = { scanCount: table.scanCount, repetitionTimeSeconds: 2, events: [] }
  if (table.scanCount < 500) valueOrRefusal(() => resolveDesign(withDesignTable(nilearn, table), run))
}

describe('designs', () => {
  test.each(Object.entries(designs))('%s with changed bytes', (_, text) => {
    fc.assert(
      fc.property(mutations, (changes) => {
        readAnyDesign(decode(mutated(encode(text), changes)))
      }),
      { numRuns: 1500, seed: 421 },
    )
  })

  test('texts from the words that designs are made of', () => {
    const word = fc.constantFrom(
      ...[
        '/NumWaves',
        '/NumPoints',
        '/NumContrasts',
        '/ContrastName1',
        '/Matrix',
        '# <matrix',
        '# >',
        '\t',
        ' ',
      ],
      ...[
        '\n',
        '\r\n',
        '#  ColumnLabels = "a ; b"',
        '#  GoodList = "0..2"',
        '#  NRowFull = "3"',
        ';',
        ',',
        '"',
      ],
      ...[
        '0..99999999999',
        '99999999999@1',
        '1',
        '-2.5e-01',
        '1e400',
        'nan',
        '0x1',
        'constant',
        'drift_1',
        '\0',
        'é',
      ],
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        readAnyDesign(words.join(''))
      }),
      { numRuns: 5000, seed: 422 },
    )
  })

  test.each([
    [
      'ranges',
      `# <matrix\n#  ColumnLabels = "a"\n#  NRowFull = "9"\n#  GoodList = "${'0..4000000000,'.repeat(50_000)}"\n1\n`,
    ],
    [
      'repeats',
      `# <matrix\n#  ColumnLabels = "a"\n#  ColumnGroups = "${'4000000000@1,'.repeat(50_000)}"\n1\n`,
    ],
    ['labels', `# <matrix\n#  ColumnLabels = "${'tap#0 ; '.repeat(200_000)}"\n1 2\n`],
    ['keywords', `/NumWaves 1\n${'/Matri\n'.repeat(200_000)}/Matrix\n1\n`],
    ['blanks', `/NumWaves 1\n/Matrix\n${' '.repeat(2_000_000)}1\n`],
    ['digits', `/NumWaves 1\n/Matrix\n${'1'.repeat(1_000_000)}x\n`],
    ['columns', `${'a,'.repeat(300_000)}b\n${'1,'.repeat(300_000)}1\n`],
  ])('a great many %s are read in a few seconds', (_, text) => {
    const before = performance.now()
    readAnyDesign(text)
    expect(performance.now() - before).toBeLessThan(10_000)
  })
})

describe('what is said of maps', () => {
  test('any name and description', () => {
    const part = fc.constantFrom(
      'SPM{T_[',
      '94.0',
      ']} - contrast 1: ',
      '_stat-',
      'contrast-',
      'a',
      '_',
      '-',
      'zstat',
      '9'.repeat(40),
      'z_score',
      '(',
      '*bf(',
      '.nii.gz',
      '/',
    )
    const text = fc.oneof(
      fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.string(),
    )
    fc.assert(
      fc.property(text, text, fc.integer({ min: -5, max: 1100 }), (path, description, intentCode) => {
        const map = recogniseStatMap({
          path,
          header: { intentCode, intentParameters: [NaN, -1, 0], description },
        })
        if (map !== null) expect(map.degreesOfFreedom.every(Number.isFinite)).toBe(true)
      }),
      { numRuns: 2000, seed: 431 },
    )
  })

  test('any extension', () => {
    const part = fc.constantFrom(
      '<AFNI_atr ',
      'atr_name="BRICK_LABS"',
      'atr_name="BRICK_STATAUX"',
      '>',
      '<',
      '"',
      'a~b',
      '0 3 1 95',
      '0 3 -1',
      '9'.repeat(30),
      ' ',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), fc.uint8Array({ maxLength: 200 }), (parts, bytes) => {
        expect(afniBricks(parts.join('')).length).toBeLessThan(200)
        const header = new Uint8Array(352 + bytes.length)
        header.set([0x5c, 1, 0, 0])
        header[348] = 1
        header.set(bytes, 352)
        expect(niftiExtensions(header).length).toBeLessThanOrEqual(20)
      }),
      { numRuns: 1000, seed: 432 },
    )
  })
})
