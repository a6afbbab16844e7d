import { deflateSync } from 'node:zlib'
import type { MatNumberClass, MatStruct, MatValue } from '../../src/core/formats/matValue.ts'

/** How a MAT file is written. */
export interface MatForm {
  readonly littleEndian: boolean
  readonly compressed: boolean
}

const plainMat: MatForm = { littleEndian: true, compressed: false }

const classNumbers: Readonly<Record<MatNumberClass, number>> = {
  double: 6,
  single: 7,
  int8: 8,
  uint8: 9,
  int16: 10,
  uint16: 11,
  int32: 12,
  uint32: 13,
  int64: 14,
  uint64: 15,
}

type Put = (view: DataView, at: number, value: number, little: boolean) => void

/** Type number, bytes each and writer of how numbers are stored. */
const stores = {
  int8: [1, 1, (view, at, value) => view.setInt8(at, value)],
  uint8: [2, 1, (view, at, value) => view.setUint8(at, value)],
  int16: [3, 2, (view, at, value, little) => view.setInt16(at, value, little)],
  uint16: [4, 2, (view, at, value, little) => view.setUint16(at, value, little)],
  int32: [5, 4, (view, at, value, little) => view.setInt32(at, value, little)],
  uint32: [6, 4, (view, at, value, little) => view.setUint32(at, value, little)],
  single: [7, 4, (view, at, value, little) => view.setFloat32(at, value, little)],
  double: [9, 8, (view, at, value, little) => view.setFloat64(at, value, little)],
  int64: [12, 8, (view, at, value, little) => view.setBigInt64(at, BigInt(value), little)],
  uint64: [13, 8, (view, at, value, little) => view.setBigUint64(at, BigInt(value), little)],
  utf16: [17, 2, (view, at, value, little) => view.setUint16(at, value, little)],
} as const satisfies Record<string, readonly [number, number, Put]>

type Store = keyof typeof stores

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** A data element with its tag and padding; up to 4 bytes stand in the tag. */
function element(type: number, bytes: Uint8Array, little: boolean): Uint8Array {
  const isSmall = bytes.length > 0 && bytes.length <= 4
  const whole = new Uint8Array(isSmall ? 8 : 8 + Math.ceil(bytes.length / 8) * 8)
  const view = new DataView(whole.buffer)
  if (isSmall) view.setUint32(0, (bytes.length << 16) | type, little)
  else {
    view.setUint32(0, type, little)
    view.setUint32(4, bytes.length, little)
  }
  whole.set(bytes, isSmall ? 4 : 8)
  return whole
}

function numbers(store: Store, values: ArrayLike<number>, little: boolean): Uint8Array {
  const [type, size, put] = stores[store]
  const bytes = new Uint8Array(values.length * size)
  const view = new DataView(bytes.buffer)
  Array.from(values).forEach((value, i) => put(view, i * size, value, little))
  return element(type, bytes, little)
}

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

interface Head {
  readonly name: string
  readonly classNumber: number
  readonly dims: readonly number[]
  readonly flags?: number
}

function array({ name, classNumber, dims, flags = 0 }: Head, parts: readonly Uint8Array[], little: boolean) {
  const head = [
    numbers('uint32', [classNumber | flags, 0], little),
    numbers('int32', dims, little),
    element(stores.int8[0], latin1(name), little),
  ]
  return element(14, joined([...head, ...parts]), little)
}

function structParts({ fieldNames, elements }: MatStruct, little: boolean): Uint8Array[] {
  const width = 32
  const names = new Uint8Array(fieldNames.length * width)
  fieldNames.forEach((name, k) => names.set(latin1(name), k * width))
  const empty: MatValue = { kind: 'cell', dims: [0, 0], items: [] }
  return [
    numbers('int32', [width], little),
    element(stores.int8[0], names, little),
    ...elements.flatMap((fields) => fieldNames.map((name) => named('', fields.get(name) ?? empty, little))),
  ]
}

/** A value as the bytes of an array. */
function named(name: string, value: MatValue, little: boolean): Uint8Array {
  switch (value.kind) {
    case 'numbers': {
      const flags = (value.imaginary ? 0x800 : 0) | (value.isLogical ? 0x200 : 0)
      const parts = [value.real, ...(value.imaginary ? [value.imaginary] : [])]
      const head = { name, classNumber: classNumbers[value.numberClass], dims: value.dims, flags }
      return array(
        head,
        parts.map((part) => numbers(value.numberClass, part, little)),
        little,
      )
    }
    case 'text': {
      const [height = 0] = value.dims
      const units = Array.from({ length: value.rows.join('').length }, (_, at) =>
        (value.rows[at % height] ?? '').charCodeAt(Math.floor(at / height)),
      )
      return array({ name, classNumber: 4, dims: value.dims }, [numbers('utf16', units, little)], little)
    }
    case 'cell':
      return array(
        { name, classNumber: 1, dims: value.dims },
        value.items.map((item) => named('', item, little)),
        little,
      )
    case 'struct':
      return array({ name, classNumber: 2, dims: value.dims }, structParts(value, little), little)
    case 'sparse': {
      const { real, imaginary, rowIndices, columnStarts } = value
      const parts = [numbers('int32', rowIndices, little), numbers('int32', columnStarts, little)]
      for (const part of [real, ...(imaginary ? [imaginary] : [])])
        parts.push(numbers('double', part, little))
      const flags = (imaginary ? 0x800 : 0) | (value.isLogical ? 0x200 : 0)
      return array({ name, classNumber: 5, dims: value.dims, flags }, parts, little)
    }
    case 'unread':
      return array({ name, classNumber: value.what === 'object' ? 3 : 16, dims: [1, 1] }, [], little)
  }
}

/** A MAT file of version 5 (7 where compressed) with these variables. */
export function matBytes(variables: Readonly<Record<string, MatValue>>, form = plainMat): Uint8Array {
  const header = new Uint8Array(128)
  header.set(latin1('MATLAB 5.0 MAT-file, written for a test'.padEnd(116)))
  const view = new DataView(header.buffer)
  view.setUint16(124, 0x0100, form.littleEndian)
  view.setUint16(126, 0x4d49, form.littleEndian)
  const arrays = Object.entries(variables).map(([name, value]) => named(name, value, form.littleEndian))
  return joined([
    header,
    ...arrays.map((bytes) => (form.compressed ? compressedElement(bytes, form) : bytes)),
  ])
}

function compressedElement(bytes: Uint8Array, { littleEndian }: MatForm): Uint8Array {
  const deflated = deflateSync(bytes)
  const tag = new Uint8Array(8)
  const view = new DataView(tag.buffer)
  view.setUint32(0, 15, littleEndian)
  view.setUint32(4, deflated.length, littleEndian)
  return joined([tag, deflated])
}

/** A column of numbers, or a matrix of `rows` given column by column. */
export function matNumbers(values: readonly number[], rows = values.length): MatValue {
  const dims = [rows, rows === 0 ? 0 : values.length / rows]
  return { kind: 'numbers', numberClass: 'double', isLogical: false, dims, real: Float64Array.from(values) }
}

/** A text of one line, or of several of the same length. */
export function matText(...rows: readonly string[]): MatValue {
  const width = rows[0]?.length ?? 0
  return width === 0
    ? { kind: 'text', dims: [0, 0], rows: [] }
    : { kind: 'text', dims: [rows.length, width], rows }
}

/** A row of cells. */
export function matCell(...items: readonly MatValue[]): MatValue {
  return { kind: 'cell', dims: [1, items.length], items }
}

/** A structure, or an array of those with the same fields. */
export function matStruct(...elements: readonly Readonly<Record<string, MatValue>>[]): MatValue {
  return {
    kind: 'struct',
    dims: [1, elements.length],
    fieldNames: Object.keys(elements[0] ?? {}),
    elements: elements.map((fields) => new Map(Object.entries(fields))),
  }
}
