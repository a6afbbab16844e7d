import { damagedMat, deepestMat, spend } from './matBudget.ts'
import { checkWithin, matTypes, readData, readTag, skipPadding, type MatReading } from './matElement.ts'
import { countedNumbersOf, indicesOf, numbersOf } from './matNumbers.ts'
import { readMatSparse } from './matSparse.ts'
import { textOf } from './matText.ts'
import type { MatCell, MatNumberClass, MatStruct, MatUnread, MatValue } from './matValue.ts'

/** Classes of arrays by their number in the array flags. */
const numberClasses: Readonly<Record<number, MatNumberClass>> = {
  6: 'double',
  7: 'single',
  8: 'int8',
  9: 'uint8',
  10: 'int16',
  11: 'uint16',
  12: 'int32',
  13: 'uint32',
  14: 'int64',
  15: 'uint64',
}

const cellClass = 1
const structClass = 2
const textClass = 4
const sparseClass = 5

const skippedClasses: Readonly<Record<number, MatUnread['what']>> = {
  3: 'object',
  16: 'function handle',
  17: 'opaque',
}

/** What stands before the data of an array. */
export interface MatHead {
  readonly classNumber: number
  readonly isComplex: boolean
  readonly isLogical: boolean
  readonly dims: readonly number[]
  readonly name: string
}

const emptyNumbers: MatValue = {
  kind: 'numbers',
  numberClass: 'double',
  isLogical: false,
  dims: [0, 0],
  real: new Float64Array(0),
}

/** An array of a file with its name. */
export interface NamedValue {
  readonly name: string
  readonly value: MatValue
}

/** Reads the array that fills the next `size` bytes; `path` is where it lies, without its own name where it has one. */
export function readArray(reading: MatReading, size: number, path: readonly string[]): NamedValue {
  const { source, fileName, budget } = reading
  spend(budget, 'elements', 1, fileName)
  if (size === 0) return { name: '', value: emptyNumbers }
  if (path.length > deepestMat)
    throw damagedMat(fileName, `cells and structures nest more than ${deepestMat} deep`)
  const end = source.position + size
  const head = readHead(reading, end)
  const own = head.name === '' ? path : [...path, head.name]
  const value = reading.wanted(own) ? readContent(reading, head, { end, path: own }) : notWanted
  source.skip(end - source.position)
  return { name: head.name, value }
}

const notWanted: MatUnread = { kind: 'unread', what: 'not wanted' }

function readHead(reading: MatReading, end: number): MatHead {
  const flags = numbersOf(readData(reading, end), reading)
  if (flags.length < 1) throw damagedMat(reading.fileName, 'an array has no class')
  const classNumber = flags[0] & 0xff
  const head = { classNumber, isComplex: (flags[0] & 0x800) !== 0, isLogical: (flags[0] & 0x200) !== 0 }
  // Opaque objects have no dimensions: their second part is the name.
  if (classNumber === 17) return { ...head, dims: [], name: nameOf(readData(reading, end).bytes) }
  const dims = [...indicesOf(readData(reading, end), reading)]
  if (dims.length < 1 || dims.length > 32 || dims.reduce((product, n) => product * n, 1) > 2 ** 31)
    throw damagedMat(reading.fileName, `an array has the dimensions ${dims.slice(0, 4).join(' × ')}`)
  return { ...head, dims, name: nameOf(readData(reading, end).bytes) }
}

/** Bytes up to the first NUL, as Latin-1; names of variables and fields are ASCII and at most 63 long. */
function nameOf(bytes: Uint8Array): string {
  const zero = bytes.indexOf(0)
  return String.fromCharCode(...bytes.subarray(0, Math.min(zero < 0 ? bytes.length : zero, 255)))
}

interface Place {
  readonly end: number
  readonly path: readonly string[]
}

function readContent(reading: MatReading, head: MatHead, place: Place): MatValue {
  const numberClass = numberClasses[head.classNumber]
  if (numberClass !== undefined) return readNumbers(reading, head, { numberClass, end: place.end })
  switch (head.classNumber) {
    case cellClass:
      return readCell(reading, head, place)
    case structClass:
      return readStruct(reading, head, place)
    case textClass:
      return textOf(readData(reading, place.end), head.dims, reading)
    case sparseClass:
      return readMatSparse(reading, head, place.end)
    default:
      return passOver(reading, skippedClasses[head.classNumber] ?? 'unknown class', place.path)
  }
}

function passOver(reading: MatReading, what: MatUnread['what'], path: readonly string[]): MatUnread {
  const first = reading.passedOver.get(what)
  reading.passedOver.set(what, { path: first?.path ?? path.join('.'), count: (first?.count ?? 0) + 1 })
  return { kind: 'unread', what }
}

function readNumbers(
  reading: MatReading,
  { dims, isLogical, isComplex }: MatHead,
  { numberClass, end }: { readonly numberClass: MatNumberClass; readonly end: number },
): MatValue {
  const count = countOf(dims)
  const real = countedNumbersOf(readData(reading, end), count, reading)
  const array = { kind: 'numbers', numberClass, isLogical, dims, real } as const
  return isComplex ? { ...array, imaginary: countedNumbersOf(readData(reading, end), count, reading) } : array
}

function readCell(reading: MatReading, { dims }: MatHead, { end, path }: Place): MatCell {
  const count = checkedCount(reading, countOf(dims), end)
  const items: MatValue[] = []
  for (let i = 0; i < count; i++) items.push(readInner(reading, end, [...path, `${i + 1}`]))
  return { kind: 'cell', dims, items }
}

function readStruct(reading: MatReading, { dims }: MatHead, { end, path }: Place): MatStruct {
  const fieldNames = readFieldNames(reading, end)
  const count = countOf(dims)
  checkedCount(reading, count * fieldNames.length, end)
  spend(reading.budget, 'elements', count, reading.fileName)
  const elements: Map<string, MatValue>[] = []
  for (let i = 0; i < count; i++) {
    const fields = new Map<string, MatValue>()
    for (const name of fieldNames) fields.set(name, readInner(reading, end, [...path, name]))
    elements.push(fields)
  }
  return { kind: 'struct', dims, fieldNames, elements }
}

function readFieldNames(reading: MatReading, end: number): string[] {
  const [length] = indicesOf(readData(reading, end), reading)
  const { bytes } = readData(reading, end)
  if (bytes.length === 0) return []
  if (!(length > 0) || bytes.length % length !== 0)
    throw damagedMat(reading.fileName, 'the names of a structure’s fields are cut')
  spend(reading.budget, 'elements', bytes.length / length, reading.fileName)
  return Array.from({ length: bytes.length / length }, (_, k) =>
    nameOf(bytes.subarray(k * length, (k + 1) * length)),
  )
}

/** The array of a cell or a field; it has no name of its own. */
function readInner(reading: MatReading, end: number, path: readonly string[]): MatValue {
  const { type, size, data } = readTag(reading)
  if (data !== null || type !== matTypes.matrix)
    throw damagedMat(reading.fileName, `a cell or field holds type ${type} instead of an array`)
  checkWithin(reading, size, end)
  if (!reading.wanted(path)) {
    reading.source.skip(size)
    skipPadding(reading, size, end)
    return notWanted
  }
  const { value } = readArray(reading, size, path)
  skipPadding(reading, size, end)
  return value
}

/** Every cell and field takes at least a tag of 8 bytes. */
function checkedCount(reading: MatReading, count: number, end: number): number {
  if (count * 8 <= end - reading.source.position) return count
  throw damagedMat(reading.fileName, `${count} cells or fields are announced where there is no room for them`)
}

function countOf(dims: readonly number[]): number {
  return dims.reduce((product, n) => product * n, 1)
}
