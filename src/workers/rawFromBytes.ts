import type { NiftiHeader } from '../core/formats/niftiHeader.ts'
import type { RawArray, RawVolumes } from '../core/volume/rawVolumes.ts'

/** Voxels as they are in a file. */
export interface ImageBytes {
  readonly header: NiftiHeader
  /** The voxels alone, at a multiple of their size in their buffer. */
  readonly data: Uint8Array<ArrayBuffer>
}

/** The voxels of an image as a run; the image's buffer is used as it is, numbers the machine cannot read rewritten in it. */
export function rawFromBytes({ header, data }: ImageBytes): RawVolumes {
  const [nx, ny, nz, scanCount] = header.dims
  if (!header.littleEndian) reverseBytes(data, header.bytesPerVoxel)
  const values = valuesOf(header.datatype, data, data.length / header.bytesPerVoxel)
  return { dims: [nx, ny, nz], scanCount, values, slope: header.slope, intercept: header.intercept }
}

function valuesOf(
  datatype: NiftiHeader['datatype'],
  { buffer, byteOffset }: Uint8Array<ArrayBuffer>,
  count: number,
): RawArray {
  switch (datatype) {
    case 'uint8':
      return new Uint8Array(buffer, byteOffset, count)
    case 'int8':
      return new Int8Array(buffer, byteOffset, count)
    case 'uint16':
      return new Uint16Array(buffer, byteOffset, count)
    case 'int16':
      return new Int16Array(buffer, byteOffset, count)
    case 'uint32':
      return new Uint32Array(buffer, byteOffset, count)
    case 'int32':
      return new Int32Array(buffer, byteOffset, count)
    case 'float32':
      return new Float32Array(buffer, byteOffset, count)
    case 'float64':
      return new Float64Array(buffer, byteOffset, count)
    case 'int64':
      return asDoubles(new BigInt64Array(buffer, byteOffset, count))
    case 'uint64':
      return asDoubles(new BigUint64Array(buffer, byteOffset, count))
  }
}

/** 64-bit integers as the nearest doubles, in their own place: there is no typed array of such numbers. */
function asDoubles(longs: BigInt64Array<ArrayBuffer> | BigUint64Array<ArrayBuffer>): Float64Array {
  const doubles = new Float64Array(longs.buffer, longs.byteOffset, longs.length)
  longs.forEach((long, i) => {
    doubles[i] = Number(long)
  })
  return doubles
}

/** Reverses the bytes of every number of `size` bytes, in place. */
function reverseBytes(data: Uint8Array, size: number): void {
  for (let start = 0; start + size <= data.length; start += size) {
    for (let low = start, high = start + size - 1; low < high; low++, high--) {
      const byte = data[low] ?? 0
      data[low] = data[high] ?? 0
      data[high] = byte
    }
  }
}
