import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readMatFile } from '../../../src/core/formats/matFile.ts'
import type { MatValue } from '../../../src/core/formats/matValue.ts'
import { matBytes, matCell, matNumbers, matStruct, matText } from '../../support/matWriter.ts'
import { refusalOf } from '../../support/refusals.ts'

const folder = new URL('../../fixtures/mat/', import.meta.url)

const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, folder)))

const read = (bytes: Uint8Array) => readMatFile(bytes, { fileName: 'a.mat' })

/** A value in the form of the stored expectations: numbers column by column. */
function plain(value: MatValue): unknown {
  switch (value.kind) {
    case 'numbers': {
      const { dims, real, imaginary } = value
      return { dims, real: [...real], ...(imaginary && { imaginary: [...imaginary] }) }
    }
    case 'text':
      return { text: value.rows }
    case 'cell':
      return { dims: value.dims, cell: value.items.map(plain) }
    case 'struct':
      return {
        dims: value.dims,
        struct: value.elements.map((fields) =>
          Object.fromEntries([...fields].map(([name, item]) => [name, plain(item)])),
        ),
      }
    case 'sparse': {
      const [rows, columns] = value.dims
      const sparse = new Array<number>(rows * columns).fill(0)
      for (let j = 0; j < columns; j++) {
        for (let k = value.columnStarts[j] ?? 0; k < (value.columnStarts[j + 1] ?? 0); k++)
          sparse[(value.rowIndices[k] ?? NaN) + j * rows] = value.real[k] ?? NaN
      }
      return { dims: value.dims, sparse }
    }
    case 'unread':
      return value
  }
}

describe('files that scipy wrote', () => {
  const expected = JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Record<
    string,
    unknown
  >

  test.each(['plain.mat', 'compressed.mat'])('%s holds what scipy reads', (name) => {
    const { variables, findings } = read(fixture(name))
    expect(findings).toEqual([])
    expect([...variables.keys()]).toEqual(Object.keys(expected))
    for (const [variable, value] of variables) expect(plain(value), variable).toEqual(expected[variable])
  })

  test('classes and logical arrays are told apart', () => {
    const { variables } = read(fixture('plain.mat'))
    expect(variables.get('logical')).toMatchObject({ isLogical: true, real: Float64Array.of(1, 0, 1) })
    expect(variables.get('as_float32')).toMatchObject({ numberClass: 'single', isLogical: false })
  })
})

const sparse: MatValue = {
  kind: 'sparse',
  dims: [3, 2],
  isLogical: false,
  rowIndices: Int32Array.of(0, 2, 1),
  columnStarts: Int32Array.of(0, 2, 3),
  real: Float64Array.of(1, -2, 3),
  imaginary: Float64Array.of(0, 1, 0.5),
}

const everything: Readonly<Record<string, MatValue>> = {
  column: matNumbers([1.5, NaN, -Infinity]),
  matrix: matNumbers([1, 2, 3, 4, 5, 6], 2),
  long: { kind: 'numbers', numberClass: 'int64', isLogical: false, dims: [1, 1], real: Float64Array.of(-9) },
  complex: {
    kind: 'numbers',
    numberClass: 'single',
    isLogical: false,
    dims: [1, 2],
    real: Float64Array.of(1, 2),
    imaginary: Float64Array.of(0.5, -0.5),
  },
  small: { kind: 'numbers', numberClass: 'uint8', isLogical: true, dims: [1, 1], real: Float64Array.of(1) },
  lines: matText('ab', 'cd', 'é運'),
  none: matText(''),
  cell: matCell(matText('x'), matNumbers([]), matCell(matNumbers([7]))),
  structs: matStruct({ a: matNumbers([1]), b: matText('p') }, { a: matNumbers([2]), b: matCell() }),
  sparse,
}

describe.each([
  ['little-endian', { littleEndian: true, compressed: false }],
  ['big-endian', { littleEndian: false, compressed: false }],
  ['little-endian, compressed', { littleEndian: true, compressed: true }],
  ['big-endian, compressed', { littleEndian: false, compressed: true }],
])('a %s file', (_, form) => {
  test('gives every kind of value', () => {
    const { variables, findings } = read(matBytes(everything, form))
    expect(Object.fromEntries(variables)).toEqual(everything)
    expect(findings).toEqual([])
  })

  test('gives only what is wanted', () => {
    const { variables } = readMatFile(matBytes(everything, form), {
      fileName: 'a.mat',
      wanted: (path) => path[0] === 'structs' && path.at(-1) !== 'b',
    })
    const structs = variables.get('structs')
    expect(variables.get('matrix')).toEqual({ kind: 'unread', what: 'not wanted' })
    expect(structs?.kind === 'struct' && structs.elements.map((fields) => [...fields.values()])).toEqual([
      [matNumbers([1]), { kind: 'unread', what: 'not wanted' }],
      [matNumbers([2]), { kind: 'unread', what: 'not wanted' }],
    ])
  })

  test('passes objects and function handles over, with one finding for each kind', () => {
    const bytes = matBytes(
      {
        model: matStruct({
          image: { kind: 'unread', what: 'object' },
          other: { kind: 'unread', what: 'object' },
          f: { kind: 'unread', what: 'function handle' },
          x: matNumbers([3]),
        }),
      },
      form,
    )
    const { variables, findings } = read(bytes)
    const model = variables.get('model')
    expect(model?.kind === 'struct' && model.elements[0]?.get('x')).toEqual(matNumbers([3]))
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['mat-passed-over', 'note'],
      ['mat-passed-over', 'note'],
    ])
    expect(findings[0]?.message).toContain('2 objects')
    expect(findings[0]?.message).toContain('model.image')
    expect(findings[1]?.message).toContain('a function handle')
  })
})

describe('what is refused', () => {
  const codeOf = (bytes: Uint8Array): string => refusalOf(() => read(bytes)).code
  const good = matBytes(everything)

  test('version 7.3, by its header or by HDF5 itself', () => {
    const bytes = good.slice()
    bytes.set([0, 2, 0x49, 0x4d], 124)
    expect(codeOf(bytes)).toBe('mat-v73')
    expect(refusalOf(() => read(bytes)).remedy).toContain('-v7')
    expect(codeOf(Uint8Array.from([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]))).toBe('mat-v73')
  })

  test('version 4, other files and nothing', () => {
    expect(refusalOf(() => read(Uint8Array.from([...new Uint8Array(20), 1, 2]))).message).toContain(
      'version 4',
    )
    expect(codeOf(new Uint8Array(0))).toBe('not-mat')
    expect(codeOf(new TextEncoder().encode('onset\tduration\n'))).toBe('not-mat')
  })

  test('a file cut anywhere inside', () => {
    const compressed = matBytes(everything, { littleEndian: true, compressed: true })
    for (const bytes of [good, compressed]) {
      for (let length = 129; length < bytes.length; length += 97) {
        const variables = ((): number | string => {
          try {
            return read(bytes.subarray(0, length)).variables.size
          } catch (error) {
            return String(error)
          }
        })()
        // Cut between two variables, the ones before are read.
        if (typeof variables === 'number') expect(variables).toBeLessThan(Object.keys(everything).length)
        else expect(variables).toContain('damaged or cut short')
      }
    }
  })

  test('a wrong checksum', () => {
    const bytes = matBytes({ x: matNumbers([1, 2, 3]) }, { littleEndian: true, compressed: true })
    const wrong = bytes.slice()
    wrong[wrong.length - 1] = (wrong.at(-1) ?? 0) ^ 0xff
    expect(codeOf(wrong)).toBe('mat-damaged')
  })

  test('nesting deeper than any analysis', () => {
    const nested = (depth: number): MatValue => (depth === 0 ? matNumbers([1]) : matCell(nested(depth - 1)))
    expect(codeOf(matBytes({ x: nested(60) }))).toBe('mat-damaged')
    expect(read(matBytes({ x: nested(30) })).variables.size).toBe(1)
  })

  test('sizes that the bytes cannot hold, before anything is allocated', () => {
    const bytes = matBytes({ x: matNumbers([1, 2, 3, 4]) })
    const view = new DataView(bytes.buffer)
    // Dimensions follow the class: tag 8, flags 16, tag 8.
    view.setInt32(128 + 8 + 16 + 8, 1 << 30, true)
    expect(codeOf(bytes)).toBe('mat-damaged')
    const emptyCells = matBytes({ x: matCell(matNumbers([1])) })
    new DataView(emptyCells.buffer).setInt32(128 + 8 + 16 + 8, 1 << 30, true)
    expect(codeOf(emptyCells)).toBe('mat-damaged')
  })

  test('a structure of millions of elements without fields', () => {
    const bytes = matBytes({ x: { kind: 'struct', dims: [1000, 3000], fieldNames: [], elements: [] } })
    expect(codeOf(bytes)).toBe('mat-too-large')
  })

  test('a compressed part that unpacks without end', () => {
    const bytes = compressedZeros(4200)
    expect(bytes.length).toBeLessThan(400_000)
    // 141 MB of zeros, and as much again for their numbers, are over the budget.
    expect(codeOf(bytes)).toBe('mat-too-large')
  })
})

/** A file whose one variable is a compressed matrix of n x n zeros. */
function compressedZeros(n: number): Uint8Array {
  const inner = new Uint8Array(56 + n * n * 8)
  const words = [14, 48 + n * n * 8, 6, 8, 6, 0, 5, 8, n, n, (1 << 16) | 1, 0x78, 9, n * n * 8]
  words.forEach((word, i) => new DataView(inner.buffer).setUint32(i * 4, word, true))
  const deflated = deflateSync(inner, { level: 9 })
  const tag = new Uint8Array(new Uint32Array([15, deflated.length]).buffer)
  return Uint8Array.from([...matBytes({}), ...tag, ...deflated])
}
