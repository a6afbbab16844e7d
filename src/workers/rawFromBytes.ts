import { decodeVoxels } from '../core/formats/niftiValues.ts'
import type { RawArray, RawVolumes } from '../core/volume/rawVolumes.ts'
import type { ImageBytes } from './imageSink.ts'

/** The voxels of an image as a run; the buffer is used as it is wherever the machine can read it. */
export function rawFromBytes({ header, data }: ImageBytes): RawVolumes {
  const [nx, ny, nz, scanCount] = header.dims
  const shape = { dims: [nx, ny, nz], scanCount } as const
  if (!header.littleEndian && header.bytesPerVoxel < 8) swapBytes(data, header.bytesPerVoxel)
  const isNative = header.littleEndian || header.bytesPerVoxel < 8
  const native = isNative ? nativeView(header.datatype, data.buffer) : null
  if (native !== null) return { ...shape, values: native, slope: header.slope, intercept: header.intercept }
  const values = new Float64Array(nx * ny * nz * scanCount)
  decodeVoxels(header, data, { firstVoxel: 0, count: values.length }, values)
  return { ...shape, values, slope: 1, intercept: 0 }
}

/** Null for 64-bit integers, which have no typed array of numbers. */
function nativeView(datatype: ImageBytes['header']['datatype'], buffer: ArrayBuffer): RawArray | null {
  switch (datatype) {
    case 'uint8':
      return new Uint8Array(buffer)
    case 'int8':
      return new Int8Array(buffer)
    case 'uint16':
      return new Uint16Array(buffer)
    case 'int16':
      return new Int16Array(buffer)
    case 'uint32':
      return new Uint32Array(buffer)
    case 'int32':
      return new Int32Array(buffer)
    case 'float32':
      return new Float32Array(buffer)
    case 'float64':
      return new Float64Array(buffer)
    case 'int64':
    case 'uint64':
      return null
  }
}

/** Reverses the bytes of every number, in place. */
function swapBytes(data: Uint8Array, size: number): void {
  for (let start = 0; start + size <= data.length; start += size) data.subarray(start, start + size).reverse()
}
