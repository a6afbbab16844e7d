import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readMatFile } from '../../../src/core/formats/matFile.ts'
import type { MatValue } from '../../../src/core/formats/matValue.ts'
import { readSpmMat } from '../../../src/core/formats/readSpmMat.ts'
import { resolveDesign } from '../../../src/core/pipeline/resolve.ts'
import { specFromSpmMat } from '../../../src/core/pipeline/specFromSpmMat.ts'
import { byteChanges, changedBytes } from '../../support/changedBytes.ts'
import { matBytes, matCell, matNumbers, matStruct, matText } from '../../support/matWriter.ts'
import { valueOrRefusal } from '../../support/refusals.ts'
import { spmFields, type SpmFields } from '../../support/spmMatFile.ts'

// Seeds are fixed so that a failure can be repeated; together with those of designs and maps the runs below exceed 27,000 inputs.

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

/** Work that grows with the square of the file would hang, not merely take longer. */
const patienceMs = 10_000

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
      fc.property(byteChanges, (changes) => {
        readAnyMat(changedBytes(original, changes, { from: 126 }))
      }),
      { numRuns, seed: 401 },
    )
  })

  test.each(Object.keys(variables))('the variable %s with changed bytes, compressed afterwards', (name) => {
    const original = matBytes({ [name]: variables[name] ?? matNumbers([]) })
    fc.assert(
      fc.property(byteChanges, (changes) => {
        readAnyMat(compressedAgain(changedBytes(original, changes, { from: 128 })))
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

  test(
    'as many cells as there may be do not hold up the reading',
    () => {
      const items = Array.from({ length: 60_000 }, () => matNumbers([]))
      const bytes = matBytes({ x: { kind: 'cell', dims: [1, items.length], items } })
      expect(() => readAnyMat(bytes)).not.toThrow()
    },
    patienceMs,
  )
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
      fc.property(byteChanges, (changes) => {
        readAnalysis(changedBytes(original, changes, { from: 128 }))
      }),
      { numRuns: 1500, seed: 412 },
    )
  }, 120_000)
})
