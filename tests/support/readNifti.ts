import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** A NIfTI-1 image read independently of the app, for reference files only. */
export interface ReferenceImage {
  readonly dims: readonly [number, number, number]
  readonly volumeCount: number
  /** 3 x 4 sform, row-major. */
  readonly sform: readonly number[]
  /** Scaled values, x fastest, then y, z, volume. */
  readonly values: Float64Array
}

const readers: Readonly<
  Record<number, readonly [bytes: number, read: (view: DataView, at: number) => number]>
> = {
  2: [1, (view, at) => view.getUint8(at)],
  4: [2, (view, at) => view.getInt16(at, true)],
  8: [4, (view, at) => view.getInt32(at, true)],
  16: [4, (view, at) => view.getFloat32(at, true)],
  64: [8, (view, at) => view.getFloat64(at, true)],
}

/** Reads a little-endian .nii.gz of one of the types above. */
export function readNifti(path: string): ReferenceImage {
  const bytes = gunzipSync(readFileSync(path))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const dim = (i: number): number => Math.max(1, view.getInt16(40 + 2 * i, true))
  const reader = readers[view.getInt16(70, true)]
  if (!reader) throw new Error(`${path}: datatype not supported`)
  const [size, read] = reader
  const slope = view.getFloat32(112, true) || 1
  const intercept = view.getFloat32(116, true)
  const offset = view.getFloat32(108, true)
  const values = new Float64Array(dim(1) * dim(2) * dim(3) * dim(4))
  for (let i = 0; i < values.length; i++) values[i] = slope * read(view, offset + i * size) + intercept
  const sform = Array.from({ length: 12 }, (_, i) => view.getFloat32(280 + 4 * i, true))
  return { dims: [dim(1), dim(2), dim(3)], volumeCount: dim(4), sform, values }
}
