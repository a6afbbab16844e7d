import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { afniBricks } from '../../../src/core/formats/afniBricks.ts'
import { mostDesignNumbers } from '../../../src/core/formats/designTable.ts'
import { modelKind } from '../../../src/core/formats/modelKind.ts'
import { niftiExtensions } from '../../../src/core/formats/niftiExtensions.ts'
import { readDesignContrasts, readDesignTable } from '../../../src/core/formats/readDesignTable.ts'
import { recogniseStatMap } from '../../../src/core/formats/statMap.ts'
import { matrixModel, withDesignTable } from '../../../src/core/pipeline/matrixModel.ts'
import { nilearnPreset } from '../../../src/core/pipeline/presets.ts'
import { resolveDesign } from '../../../src/core/pipeline/resolve.ts'
import { byteChanges, changedBytes } from '../../support/changedBytes.ts'
import { valueOrRefusal } from '../../support/refusals.ts'

// Seeds are fixed so that a failure can be repeated.

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

/** Work that grows with the square of the file would hang, not merely take longer. */
const patienceMs = 10_000

describe('designs', () => {
  test.each(Object.entries(designs))('%s with changed bytes', (_, text) => {
    fc.assert(
      fc.property(byteChanges, (changes) => {
        readAnyDesign(decode(changedBytes(encode(text), changes)))
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
  ])(
    'a great many %s do not hold up the reading',
    (_, text) => {
      expect(() => readAnyDesign(text)).not.toThrow()
    },
    patienceMs,
  )
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
