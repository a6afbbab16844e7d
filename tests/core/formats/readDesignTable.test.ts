import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { mostDesignNumbers } from '../../../src/core/formats/designTable.ts'
import { readDesignContrasts, readDesignTable } from '../../../src/core/formats/readDesignTable.ts'
import { refusalOf } from '../../support/refusals.ts'
import { numberTable } from '../design/nilearnGoldens.ts'

const fixtures = new URL('../../fixtures/', import.meta.url)

const read = (text: string) => readDesignTable(text, 'design')

const columnsOf = (text: string) =>
  read(text).columns.map(({ name, role, values }) => [name, role, [...values]] as const)

const codeOf = (text: string): string => refusalOf(() => read(text)).code

describe('tables', () => {
  test.each(readdirSync(new URL('nilearn', fixtures)))('nilearn’s design of %s', (name) => {
    const path = `nilearn/${name}/design_matrix.tsv`
    const table = read(readFileSync(new URL(path, fixtures), 'utf8'))
    const golden = numberTable(path)
    expect(table.source).toBe('nilearn')
    expect(table.scanCount).toBe(golden.values.length)
    expect(table.columns.map((column) => column.name)).toEqual(golden.columns.slice(1))
    table.columns.forEach(({ values }, j) => {
      expect([...values]).toEqual(golden.values.map((row) => row[j + 1]))
    })
    expect(table.repetitionTimeSeconds).toBe(name.startsWith('block') ? 2 : 1.5)
    expect(table.drift).toBe(name.includes('nodrift') ? 'none' : 'columns')
    expect(table.hasConstant).toBe(true)
    expect(table.columns.at(-1)?.role).toBe('constant')
  })

  const rows = '0.5,1,-0.7,1\n1,0,0,1\n0,2e-1,0.7,1\n'

  test('pandas’ index, without a name, unnamed, or left out', () => {
    const expected = [
      ['movement', 'condition', [0.5, 1, 0]],
      ['trans_x', 'confound', [1, 0, 0.2]],
      ['drift_1', 'drift', [-0.7, 0, 0.7]],
      ['constant', 'constant', [1, 1, 1]],
    ]
    const indexed = rows.trim().split('\n')
    const withIndex = (name: string): string =>
      [`${name},movement,trans_x,drift_1,constant`, ...indexed.map((row, i) => `${1.5 * i},${row}`)].join(
        '\r\n',
      )
    expect(columnsOf(`movement,trans_x,drift_1,constant\n${rows}`)).toEqual(expected)
    expect(columnsOf(withIndex(''))).toEqual(expected)
    expect(columnsOf(withIndex('Unnamed: 0'))).toEqual(expected)
    expect(read(withIndex('')).repetitionTimeSeconds).toBe(1.5)
    expect(read(`movement,trans_x,drift_1,constant\n${rows}`).repetitionTimeSeconds).toBeNull()
    expect(read(withIndex('').replaceAll(',', '\t')).columns).toHaveLength(4)
  })

  test('an index that counts rows is no time', () => {
    expect(read(',a,b\n0,1,2\n1,2,3\n2,3,5\n').repetitionTimeSeconds).toBeNull()
  })

  test('derivatives and delays belong to their condition', () => {
    const { columns } = read('tap\ttap_derivative\ttap_delay_2\n1\t2\t3\n2\t4\t1\n0\t0\t1\n')
    expect(columns.map(({ condition }) => condition)).toEqual(['tap', 'tap', 'tap'])
  })

  test('a constant may be a sum of columns', () => {
    expect(read('on,off\n1,0\n0,1\n0,1\n').hasConstant).toBe(true)
    expect(read('on,off\n1,0\n0,1\n0,0.5\n').hasConstant).toBe(false)
    expect(read('on,off\n1,0\n0,1\n0,0.5\n').source).toBe('table')
  })

  test.each([
    ['a,b\n1,2\n1,x\n', 'design-cell'],
    ['a,b\n1,2\n1,\n', 'design-cell'],
    ['a,b\n1,2\n1,nan\n', 'design-cell'],
    ['1,2\n3,4\n5,6\n', 'design-no-header'],
    ['a,a\n1,2\n3,4\n', 'design-column-twice'],
    ['a,b\n1,2\n', 'design-empty'],
    ['a,b\n', 'design-empty'],
    ['', 'table-empty'],
    ['just words\n', 'table-no-delimiter'],
  ])('%j is refused as %s', (text, code) => {
    expect(codeOf(text)).toBe(code)
  })

  test('a refused cell is named with its line', () => {
    expect(refusalOf(() => read('a,b\n1,2\n1,x\n'))).toMatchObject({ line: 3, file: 'design' })
  })

  test('more numbers than a design has', () => {
    const width = 501
    const header = Array.from({ length: width }, (_, j) => `c${j}`).join(',')
    const row = new Array<string>(width).fill('1').join(',')
    const text = [header, ...new Array<string>(400).fill(row)].join('\n')
    expect(width * 400).toBeGreaterThan(mostDesignNumbers)
    expect(codeOf(text)).toBe('design-too-large')
  })
})

describe('FSL', () => {
  const design = `/NumWaves\t2
/NumPoints\t4
/PPheights\t\t1.000000e+00\t9.5e-01

/Matrix
1.000000e+00\t-2.5e-01\t
-1.000000e+00\t2.5e-01\t
0.000000e+00\t0\t
5.0e-01\t1\t
`
  const contrasts = `/ContrastName1\ttap
/ContrastName2\t"tap > rest"
/NumWaves\t2
/NumContrasts\t3
/PPheights\t\t1.0e+00\t2.0e+00 1
/RequiredEffect\t\t0.5\t0.6 1

/Matrix
1.000000e+00 0.000000e+00
1 -1
0 1
`

  test('design.mat', () => {
    expect(columnsOf(design)).toEqual([
      ['EV1', 'condition', [1, -1, 0, 0.5]],
      ['EV2', 'condition', [-0.25, 0.25, 0, 1]],
    ])
    const { findings, ...table } = read(design.replaceAll('\n', '\r\n'))
    expect(table).toMatchObject({ source: 'fsl', scanCount: 4, drift: 'filtered', hasConstant: false })
    expect(findings.map(({ code }) => code)).toEqual(['fsl-filtered'])
  })

  test('design.con', () => {
    expect(readDesignContrasts(contrasts, 'design.con')).toEqual([
      { name: 'tap', rows: [[1, 0]] },
      { name: 'tap > rest', rows: [[1, -1]] },
      { name: 'contrast 3', rows: [[0, 1]] },
    ])
  })

  test.each([
    [design.replace('NumPoints\t4', 'NumPoints\t5'), '5 rows, the matrix has 4'],
    [design.replace('NumWaves\t2', 'NumWaves\t3'), '3 columns, the matrix has 2'],
    [design.replace('5.0e-01\t1', '5.0e-01\tone'), 'holds “one”'],
    [design.replace('5.0e-01\t1', '5.0e-01'), 'row 4 has 1 numbers, the first 2'],
    [contrasts, 'contrasts, not a design'],
  ])('a matrix that is not what it says (case %#)', (text, reason) => {
    const finding = refusalOf(() => read(text))
    expect(finding.code).toBe('fsl-matrix')
    expect(finding.message).toContain(reason)
  })

  test('a design is not taken for contrasts', () => {
    expect(refusalOf(() => readDesignContrasts(design, 'design.con')).code).toBe('fsl-matrix')
    expect(refusalOf(() => readDesignContrasts('a,b\n1,2\n', 'design.con')).code).toBe('fsl-matrix')
  })
})

describe('AFNI', () => {
  const header = `# <matrix
#  ni_type = "6*double"
#  ni_dimen = "4"
#  ColumnLabels = "Run#1Pol#0 ; Run#1Pol#1 ; tap#0 ; vis#0 ; vis#1 ; roll#0"
#  ColumnGroups = "2@-1,1,2@2,0"
#  RowTR = "2"
#  GoodList = "0..3"
#  NRowFull = "4"
#  RunStart = "0"
#  Nstim = "2"
#  StimBots = "2,3"
#  StimTops = "2,4"
#  StimLabels = "tap ; vis"
#  Nglt = "2"
#  GltLabels = "tap-vis ; both"
#  GltMatrix_000000 = "1,6,0,0,1,-1,0,0"
#  GltMatrix_000001 = "2,6,0,0,1,0,0,0,0,0,0,1,0,0"
#  CommandLine = "3dDeconvolve -nodata"
# >
`
  const matrix = ` 1 -1 0 1 0 0.1
 1 -0.33 1 0 1 0.2
 1 0.33 0.5 0 0 -0.1
 1 1 0 0.25 0 0
# </matrix>
`

  test('an .xmat.1D', () => {
    const table = read(header + matrix)
    expect(columnsOf(header + matrix)).toEqual([
      ['Run#1Pol#0', 'constant', [1, 1, 1, 1]],
      ['Run#1Pol#1', 'drift', [-1, -0.33, 0.33, 1]],
      ['tap', 'condition', [0, 1, 0.5, 0]],
      ['vis#0', 'condition', [1, 0, 0, 0.25]],
      ['vis#1', 'condition', [0, 1, 0, 0]],
      ['roll', 'confound', [0.1, 0.2, -0.1, 0]],
    ])
    expect(table).toMatchObject({
      source: 'afni',
      repetitionTimeSeconds: 2,
      drift: 'columns',
      hasConstant: true,
      findings: [],
    })
    expect(table.columns.map(({ condition }) => condition)).toEqual([
      undefined,
      undefined,
      'tap',
      'vis',
      'vis',
      undefined,
    ])
    expect(table.contrasts).toEqual([
      { name: 'tap-vis', rows: [[0, 0, 1, -1, 0, 0]] },
      {
        name: 'both',
        rows: [
          [0, 0, 1, 0, 0, 0],
          [0, 0, 0, 1, 0, 0],
        ],
      },
    ])
  })

  test('censored scans come back with a column each', () => {
    const censored = header
      .replace('GoodList = "0..3"', 'GoodList = "0,2..4"')
      .replace('NRowFull = "4"', 'NRowFull = "6"')
    const table = read(censored + matrix)
    expect(table.scanCount).toBe(6)
    expect(table.columns.slice(-2).map(({ name, role, values }) => [name, role, [...values]])).toEqual([
      ['censored_2', 'confound', [0, 1, 0, 0, 0, 0]],
      ['censored_6', 'confound', [0, 0, 0, 0, 0, 1]],
    ])
    expect([...(table.columns[0]?.values ?? [])]).toEqual([1, 1, 1, 1, 1, 1])
    expect([...(table.columns[2]?.values ?? [])]).toEqual([0, 0, 1, 0.5, 0, 0])
    expect(table.contrasts[0]?.rows).toEqual([[0, 0, 1, -1, 0, 0, 0, 0]])
    expect(table.findings.map(({ code }) => code)).toEqual(['afni-censored'])
  })

  test.each([
    [header + matrix.replace(' 1 1 0', ' 1 0'), 'row 4 has 5 numbers'],
    [header + matrix.replace('0.33', 'x'), 'holds “-x”'],
    [
      header.replace('"0..3"', '"0..2"').replace('Full = "4"', 'Full = "9"') + matrix,
      'its 4 rows are not the 3 of 9 scans',
    ],
    [
      header.replace('GoodList = "0..3"', 'GoodList = "3,2,1,0"').replace('Full = "4"', 'Full = "5"') +
        matrix,
      'its 4 rows',
    ],
    [header, 'it has 0 rows'],
  ])('a matrix that is not what it says (case %#)', (text, reason) => {
    const finding = refusalOf(() => read(text))
    expect(finding.code).toBe('afni-matrix')
    expect(finding.message).toContain(reason)
  })
})
