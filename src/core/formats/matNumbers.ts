import { damagedMat } from './matBudget.ts'
import { matTypes, viewOf, type MatData, type MatReading } from './matElement.ts'

type NumberAt = (view: DataView, at: number, littleEndian: boolean) => number

/** How numbers are stored: bytes each, and how one is read. 64-bit integers beyond 2^53 are rounded. */
const storage = new Map<number, readonly [bytes: number, read: NumberAt]>([
  [matTypes.int8, [1, (view, at) => view.getInt8(at)]],
  [matTypes.uint8, [1, (view, at) => view.getUint8(at)]],
  [matTypes.int16, [2, (view, at, little) => view.getInt16(at, little)]],
  [matTypes.uint16, [2, (view, at, little) => view.getUint16(at, little)]],
  [matTypes.int32, [4, (view, at, little) => view.getInt32(at, little)]],
  [matTypes.uint32, [4, (view, at, little) => view.getUint32(at, little)]],
  [matTypes.single, [4, (view, at, little) => view.getFloat32(at, little)]],
  [matTypes.double, [8, (view, at, little) => view.getFloat64(at, little)]],
  [matTypes.int64, [8, (view, at, little) => Number(view.getBigInt64(at, little))]],
  [matTypes.uint64, [8, (view, at, little) => Number(view.getBigUint64(at, little))]],
])

/** The numbers of a data element, widened to double; how many there are, the element says. */
export function numbersOf({ type, bytes }: MatData, reading: MatReading): Float64Array {
  const { fileName, littleEndian } = reading
  const stored = storage.get(type)
  if (stored === undefined) throw damagedMat(fileName, `numbers are stored as unknown type ${type}`)
  const [size, read] = stored
  if (bytes.length % size !== 0) throw damagedMat(fileName, 'numbers are cut in the middle')
  const view = viewOf(bytes)
  const numbers = new Float64Array(bytes.length / size)
  for (let i = 0; i < numbers.length; i++) numbers[i] = read(view, i * size, littleEndian)
  return numbers
}

/** The numbers of a data element, of which there must be `count`. */
export function countedNumbersOf(data: MatData, count: number, reading: MatReading): Float64Array {
  const numbers = numbersOf(data, reading)
  if (numbers.length === count) return numbers
  throw damagedMat(reading.fileName, `an array of ${count} numbers has ${numbers.length}`)
}

/** Whole numbers for positions and sizes, which must lie in [0, 2^31). */
export function indicesOf(data: MatData, reading: MatReading): Int32Array {
  const numbers = numbersOf(data, reading)
  if (!numbers.every((value) => Number.isInteger(value) && value >= 0 && value < 2 ** 31))
    throw damagedMat(reading.fileName, 'a size or position is not a whole number from 0 on')
  return Int32Array.from(numbers)
}
