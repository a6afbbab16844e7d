import { damagedMat, spend } from './matBudget.ts'
import { matTypes, type MatData, type MatReading } from './matElement.ts'
import { numbersOf } from './matNumbers.ts'
import type { MatText } from './matValue.ts'

/** A character array of `dims` (column-major) from its data: Latin-1, UTF-8, UTF-16 or UTF-32. */
export function textOf(data: MatData, dims: readonly number[], reading: MatReading): MatText {
  const count = dims.reduce((product, n) => product * n, 1)
  const units = codeUnits(data, reading)
  if (units.length < count)
    throw damagedMat(reading.fileName, `a text of ${count} characters has ${units.length}`)
  if (count === 0) return { kind: 'text', dims, rows: [] }
  const height = dims[0]
  const width = count / height
  spend(reading.budget, 'elements', height, reading.fileName)
  const rows = Array.from({ length: height }, (_, i) => {
    // A line of its own is the whole text: characters beyond the first plane take two units.
    const length = height === 1 ? units.length : width
    return textFrom(length, (j) => units[i + j * height])
  })
  return { kind: 'text', dims, rows }
}

const pieceLength = 4096

function textFrom(length: number, unitAt: (index: number) => number): string {
  let text = ''
  for (let start = 0; start < length; start += pieceLength) {
    const size = Math.min(pieceLength, length - start)
    text += String.fromCharCode(...Array.from({ length: size }, (_, j) => unitAt(start + j)))
  }
  return text
}

/** UTF-16 code units. */
function codeUnits(data: MatData, reading: MatReading): ArrayLike<number> {
  switch (data.type) {
    case matTypes.utf8:
    case matTypes.int8:
      return unitsOfUtf8(data.bytes)
    case matTypes.utf16:
      return numbersOf({ ...data, type: matTypes.uint16 }, reading)
    case matTypes.utf32:
      return unitsOfPoints(numbersOf({ ...data, type: matTypes.uint32 }, reading))
    default:
      return numbersOf(data, reading)
  }
}

function unitsOfPoints(points: Float64Array): number[] {
  return [...points].flatMap(unitsOfPoint)
}

/** A code point as one or two UTF-16 units; U+FFFD for what is none. */
function unitsOfPoint(point: number): readonly number[] {
  if (point > 0x10ffff) return [0xfffd]
  if (point < 0x10000) return [point]
  return [0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff)]
}

/** Decodes UTF-8 (RFC 3629); a byte that fits nowhere counts as Latin-1, which older files hold. */
function unitsOfUtf8(bytes: Uint8Array): number[] {
  const units: number[] = []
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at)
    if (length === 1) units.push(bytes[at])
    else {
      let point = bytes[at] & (0x7f >> length)
      for (let k = 1; k < length; k++) point = (point << 6) | (bytes[at + k] & 0x3f)
      units.push(...unitsOfPoint(point))
    }
    at += length
  }
  return units
}

/** Bytes of the character that begins here; 1 for ASCII and for what is not UTF-8. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]
  const length = first >= 0xf0 && first < 0xf8 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1
  for (let k = 1; k < length; k++) if ((bytes[at + k] & 0xc0) !== 0x80 || first >= 0xf8) return 1
  return length
}
