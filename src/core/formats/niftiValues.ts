import type { NiftiDatatype } from './niftiDatatype.ts'
import type { NiftiHeader } from './niftiHeader.ts'

/** Where decoded values go. */
export type ValueArray = Float64Array | Float32Array

type RawArray =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array

const machineIsLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/**
 * Decodes `count` voxels into `out[0..count)`, scaled by slope and intercept in double. `bytes` holds voxels
 * only (no header), at any alignment, and `firstVoxel` counts from its start. 64-bit integers beyond 2^53 are
 * rounded to the nearest double. Throws a RangeError if `bytes` or `out` is too short: the caller has checked.
 */
export function decodeVoxels(
  header: Pick<NiftiHeader, 'datatype' | 'bytesPerVoxel' | 'littleEndian' | 'slope' | 'intercept'>,
  bytes: Uint8Array,
  range: { readonly firstVoxel: number; readonly count: number },
  out: ValueArray,
): void {
  const { bytesPerVoxel, datatype } = header
  const { firstVoxel, count } = range
  const start = firstVoxel * bytesPerVoxel
  const end = start + count * bytesPerVoxel
  if (start < 0 || end > bytes.length || count > out.length) {
    throw new RangeError(`Voxels ${firstVoxel} to ${firstVoxel + count} are not all there.`)
  }
  const piece = machineOrder(bytes.subarray(start, end), bytesPerVoxel, header.littleEndian)
  if (datatype === 'int64' || datatype === 'uint64') decodeLongs(piece, datatype === 'int64', header, out)
  else decodeNumbers(viewAs(datatype, piece), header, out)
}

/** Bytes aligned for a typed array and in the machine's order: the same bytes where possible, else a copy. */
function machineOrder(bytes: Uint8Array, size: number, littleEndian: boolean): Uint8Array {
  const swapped = size > 1 && littleEndian !== machineIsLittleEndian
  if (!swapped && bytes.byteOffset % size === 0) return bytes
  const copy = bytes.slice()
  if (swapped) swapInPlace(copy, size)
  return copy
}

function swapInPlace(bytes: Uint8Array, size: number): void {
  for (let start = 0; start < bytes.length; start += size) {
    for (let i = start, j = start + size - 1; i < j; i++, j--) {
      const byte = bytes[i]
      bytes[i] = bytes[j]
      bytes[j] = byte
    }
  }
}

function viewAs(datatype: Exclude<NiftiDatatype, 'int64' | 'uint64'>, bytes: Uint8Array): RawArray {
  const { buffer, byteOffset, byteLength } = bytes
  switch (datatype) {
    case 'uint8':
      return bytes
    case 'int8':
      return new Int8Array(buffer, byteOffset, byteLength)
    case 'uint16':
      return new Uint16Array(buffer, byteOffset, byteLength / 2)
    case 'int16':
      return new Int16Array(buffer, byteOffset, byteLength / 2)
    case 'uint32':
      return new Uint32Array(buffer, byteOffset, byteLength / 4)
    case 'int32':
      return new Int32Array(buffer, byteOffset, byteLength / 4)
    case 'float32':
      return new Float32Array(buffer, byteOffset, byteLength / 4)
    case 'float64':
      return new Float64Array(buffer, byteOffset, byteLength / 8)
  }
}

interface Scaling {
  readonly slope: number
  readonly intercept: number
}

function decodeNumbers(stored: RawArray, { slope, intercept }: Scaling, out: ValueArray): void {
  if (slope === 1 && intercept === 0) {
    out.set(stored)
    return
  }
  for (let i = 0; i < stored.length; i++) out[i] = stored[i] * slope + intercept
}

function decodeLongs(
  bytes: Uint8Array,
  signed: boolean,
  { slope, intercept }: Scaling,
  out: ValueArray,
): void {
  const { buffer, byteOffset, byteLength } = bytes
  const longs = signed
    ? new BigInt64Array(buffer, byteOffset, byteLength / 8)
    : new BigUint64Array(buffer, byteOffset, byteLength / 8)
  for (let i = 0; i < longs.length; i++) out[i] = Number(longs[i]) * slope + intercept
}
