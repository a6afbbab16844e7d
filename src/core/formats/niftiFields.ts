/** The fields of a NIfTI header as they stand in the file, before any check. */
export interface NiftiFields {
  readonly version: 1 | 2
  readonly littleEndian: boolean
  readonly magic: string
  /** dim[0] to dim[7]. */
  readonly dim: readonly number[]
  /** pixdim[0] to pixdim[7]. */
  readonly pixdim: readonly number[]
  readonly datatypeCode: number
  readonly voxelOffset: number
  readonly slope: number
  readonly intercept: number
  readonly unitsCode: number
  readonly qformCode: number
  readonly sformCode: number
  /** quatern_b, c, d. */
  readonly quaternion: readonly number[]
  /** qoffset_x, y, z. */
  readonly offset: readonly number[]
  /** srow_x, srow_y, srow_z, one after the other. */
  readonly rows: readonly number[]
  readonly intentCode: number
  readonly intentParameters: readonly [number, number, number]
  readonly description: string
}

/** Bytes of a NIfTI-1 header; with the four extension bytes the voxels start at 352 at the earliest. */
export const nifti1HeaderBytes = 348
/** Bytes of a NIfTI-2 header; with the four extension bytes the voxels start at 544 at the earliest. */
export const nifti2HeaderBytes = 540

/** Version and byte order that the first four bytes state (sizeof_hdr), or undefined for another kind of file. */
export function niftiVariant(
  bytes: Uint8Array,
): { readonly version: 1 | 2; readonly littleEndian: boolean } | undefined {
  if (bytes.length < 4) return undefined
  const view = viewOf(bytes)
  for (const littleEndian of [true, false]) {
    const size = view.getInt32(0, littleEndian)
    if (size === nifti1HeaderBytes) return { version: 1, littleEndian }
    if (size === nifti2HeaderBytes) return { version: 2, littleEndian }
  }
  return undefined
}

/** Reads a NIfTI-1 header (nifti1.h) from its 348 bytes. */
export function readNifti1Fields(bytes: Uint8Array, littleEndian: boolean): NiftiFields {
  const view = viewOf(bytes)
  const short = (at: number): number => view.getInt16(at, littleEndian)
  const float = (at: number): number => view.getFloat32(at, littleEndian)
  return {
    version: 1,
    littleEndian,
    magic: asciiOf(bytes, 344, 4),
    dim: series(8, (i) => short(40 + 2 * i)),
    pixdim: series(8, (i) => float(76 + 4 * i)),
    datatypeCode: short(70),
    voxelOffset: float(108),
    slope: float(112),
    intercept: float(116),
    unitsCode: bytes[123],
    qformCode: short(252),
    sformCode: short(254),
    quaternion: series(3, (i) => float(256 + 4 * i)),
    offset: series(3, (i) => float(268 + 4 * i)),
    rows: series(12, (i) => float(280 + 4 * i)),
    intentCode: short(68),
    intentParameters: [float(56), float(60), float(64)],
    description: asciiOf(bytes, 148, 80),
  }
}

/** Reads a NIfTI-2 header (nifti2.h) from its 540 bytes. */
export function readNifti2Fields(bytes: Uint8Array, littleEndian: boolean): NiftiFields {
  const view = viewOf(bytes)
  const int = (at: number): number => view.getInt32(at, littleEndian)
  const long = (at: number): number => Number(view.getBigInt64(at, littleEndian))
  const double = (at: number): number => view.getFloat64(at, littleEndian)
  return {
    version: 2,
    littleEndian,
    magic: asciiOf(bytes, 4, 4),
    dim: series(8, (i) => long(16 + 8 * i)),
    pixdim: series(8, (i) => double(104 + 8 * i)),
    datatypeCode: view.getInt16(12, littleEndian),
    voxelOffset: long(168),
    slope: double(176),
    intercept: double(184),
    unitsCode: int(500) & 0xff,
    qformCode: int(344),
    sformCode: int(348),
    quaternion: series(3, (i) => double(352 + 8 * i)),
    offset: series(3, (i) => double(376 + 8 * i)),
    rows: series(12, (i) => double(400 + 8 * i)),
    intentCode: int(504),
    intentParameters: [double(80), double(88), double(96)],
    description: asciiOf(bytes, 240, 80),
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function series(count: number, valueAt: (index: number) => number): number[] {
  return Array.from({ length: count }, (_, i) => valueAt(i))
}

/** Printable ASCII up to the first NUL. */
function asciiOf(bytes: Uint8Array, start: number, length: number): string {
  let text = ''
  for (let i = start; i < start + length && bytes[i] !== 0; i++) {
    text += bytes[i] >= 32 && bytes[i] < 127 ? String.fromCharCode(bytes[i]) : ' '
  }
  return text.trim()
}
