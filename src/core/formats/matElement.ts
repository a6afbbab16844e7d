import { damagedMat, spend, type MatBudget } from './matBudget.ts'
import type { MatSource } from './matSource.ts'
import type { MatUnread } from './matValue.ts'

/** Where a MAT file is being read and under which rules. */
export interface MatReading {
  readonly source: MatSource
  readonly littleEndian: boolean
  readonly fileName: string
  readonly budget: MatBudget
  readonly wanted: (path: readonly string[]) => boolean
  /** What was passed over, with the path of the first of each kind. */
  readonly passedOver: Map<MatUnread['what'], { readonly path: string; readonly count: number }>
}

/** Type numbers of data elements (MAT-File Format, The MathWorks). */
export const matTypes = {
  int8: 1,
  uint8: 2,
  int16: 3,
  uint16: 4,
  int32: 5,
  uint32: 6,
  single: 7,
  double: 9,
  int64: 12,
  uint64: 13,
  matrix: 14,
  compressed: 15,
  utf8: 16,
  utf16: 17,
  utf32: 18,
} as const

/** A tag: what follows, and how many bytes of it. */
export interface MatTag {
  readonly type: number
  readonly size: number
  /** The data of a small element, which stand in the tag itself. */
  readonly data: Uint8Array | null
}

/** Reads the tag of the next data element. */
export function readTag({ source, littleEndian, fileName }: MatReading): MatTag {
  const bytes = source.take(8)
  const view = viewOf(bytes)
  const word = view.getUint32(0, littleEndian)
  const smallSize = word >>> 16
  if (smallSize === 0) return { type: word, size: view.getUint32(4, littleEndian), data: null }
  if (smallSize > 4) throw damagedMat(fileName, `a small element claims ${smallSize} bytes`)
  return { type: word & 0xffff, size: smallSize, data: bytes.subarray(4, 4 + smallSize) }
}

/** A data element that is no array: its type and its bytes. */
export interface MatData {
  readonly type: number
  readonly bytes: Uint8Array
}

/** Reads the next data element, which must end before position `end`, and the padding behind it. */
export function readData(reading: MatReading, end: number): MatData {
  const tag = readTag(reading)
  if (tag.data !== null) return { type: tag.type, bytes: tag.data }
  checkWithin(reading, tag.size, end)
  spend(reading.budget, 'bytes', tag.size * costOf(tag.type), reading.fileName)
  const bytes = reading.source.take(tag.size)
  skipPadding(reading, tag.size, end)
  return { type: tag.type, bytes }
}

/** Bytes that a stored byte takes in the end: itself, and its share of a double; text passes through lists on the way. */
function costOf(type: number): number {
  switch (type) {
    case matTypes.double:
    case matTypes.int64:
    case matTypes.uint64:
      return 2
    case matTypes.int32:
    case matTypes.uint32:
    case matTypes.single:
      return 3
    case matTypes.int16:
    case matTypes.uint16:
      return 5
    case matTypes.utf8:
    case matTypes.utf16:
    case matTypes.utf32:
      return 32
    default:
      return 9
  }
}

/** Throws a Refusal unless `size` more bytes fit before `end`. */
export function checkWithin({ source, fileName }: MatReading, size: number, end: number): void {
  if (size > end - source.position) {
    throw damagedMat(
      fileName,
      `an element of ${size} bytes lies in one that has ${end - source.position} left`,
    )
  }
}

/** Data elements are padded to 8 bytes. */
export function skipPadding({ source }: MatReading, size: number, end: number): void {
  source.skip(Math.max(0, Math.min((8 - (size % 8)) % 8, end - source.position)))
}

/** A view of bytes wherever they lie in their buffer. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
