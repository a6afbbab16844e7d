import type { NiftiDatatype } from '../../src/core/formats/niftiDatatype.ts'

/** A NIfTI file to build byte by byte, independently of the app's own writer. */
export interface NiftiRecipe {
  readonly version?: 1 | 2
  readonly littleEndian?: boolean
  readonly magic?: string
  /** Number of dimensions, then their sizes; default one voxel. */
  readonly dim?: readonly number[]
  readonly pixdim?: readonly number[]
  readonly datatype?: NiftiDatatype
  /** Overrides the code of `datatype`, to write types that cannot be read. */
  readonly datatypeCode?: number
  /** Stored numbers; fewer than the dimensions promise make a file that is too short. */
  readonly values?: ArrayLike<number>
  readonly slope?: number
  readonly intercept?: number
  readonly units?: number
  readonly sformCode?: number
  /** Twelve numbers: the first three rows of the affine. */
  readonly sform?: readonly number[]
  readonly qformCode?: number
  /** b, c, d, then x, y, z. */
  readonly qform?: readonly number[]
  readonly voxelOffset?: number
  readonly intentCode?: number
  readonly description?: string
  /** Bytes of header extension between header and voxels. */
  readonly extensionBytes?: number
}

export const datatypes: readonly NiftiDatatype[] = [
  'uint8',
  'int8',
  'uint16',
  'int16',
  'uint32',
  'int32',
  'uint64',
  'int64',
  'float32',
  'float64',
]

const codes: Readonly<Record<NiftiDatatype, readonly [code: number, bytes: number]>> = {
  uint8: [2, 1],
  int16: [4, 2],
  int32: [8, 4],
  float32: [16, 4],
  float64: [64, 8],
  int8: [256, 1],
  uint16: [512, 2],
  uint32: [768, 4],
  int64: [1024, 8],
  uint64: [1280, 8],
}

/** The bytes of the file. */
export function niftiFile(recipe: NiftiRecipe = {}): Uint8Array {
  const version = recipe.version ?? 1
  const datatype = recipe.datatype ?? 'int16'
  const values = recipe.values ?? [0]
  const headerBytes = (version === 1 ? 352 : 544) + (recipe.extensionBytes ?? 0)
  const bytes = new Uint8Array(headerBytes + values.length * codes[datatype][1])
  const put = putters(new DataView(bytes.buffer), recipe.littleEndian ?? true)
  if (version === 1) putHeader1(put, recipe, headerBytes)
  else putHeader2(put, recipe, headerBytes)
  if ((recipe.extensionBytes ?? 0) >= 8) {
    bytes[version === 1 ? 348 : 540] = 1
    put.int32(version === 1 ? 352 : 544, recipe.extensionBytes ?? 0)
  }
  for (let i = 0; i < values.length; i++) put[datatype](headerBytes + i * codes[datatype][1], values[i] ?? 0)
  return bytes
}

/** A small run of the given size, with a signal that differs in every voxel and volume. */
export function smallRun(recipe: NiftiRecipe = {}): Uint8Array {
  const dim = recipe.dim ?? [4, 3, 4, 5, 6]
  const count = dim.slice(1).reduce((product, n) => product * n, 1)
  const values = Array.from({ length: count }, (_, i) => (i * 7 + 3) % 101)
  return niftiFile({ values, pixdim: [1, 3, 3, 4, 2], units: 10, ...recipe, dim })
}

type Putters = Readonly<Record<NiftiDatatype, (at: number, value: number) => void>> & {
  text: (at: number, text: string) => void
}

function putters(view: DataView, littleEndian: boolean): Putters {
  return {
    uint8: (at, value) => {
      view.setUint8(at, value)
    },
    int8: (at, value) => {
      view.setInt8(at, value)
    },
    uint16: (at, value) => {
      view.setUint16(at, value, littleEndian)
    },
    int16: (at, value) => {
      view.setInt16(at, value, littleEndian)
    },
    uint32: (at, value) => {
      view.setUint32(at, value, littleEndian)
    },
    int32: (at, value) => {
      view.setInt32(at, value, littleEndian)
    },
    uint64: (at, value) => {
      view.setBigUint64(at, BigInt(value), littleEndian)
    },
    int64: (at, value) => {
      view.setBigInt64(at, BigInt(value), littleEndian)
    },
    float32: (at, value) => {
      view.setFloat32(at, value, littleEndian)
    },
    float64: (at, value) => {
      view.setFloat64(at, value, littleEndian)
    },
    text: (at, text) => {
      for (let i = 0; i < text.length; i++) view.setUint8(at + i, text.charCodeAt(i))
    },
  }
}

function filled(given: readonly number[] | undefined, length: number, rest: number): number[] {
  return Array.from({ length }, (_, i) => given?.[i] ?? rest)
}

function putHeader1(put: Putters, recipe: NiftiRecipe, headerBytes: number): void {
  const [code, size] = codes[recipe.datatype ?? 'int16']
  put.int32(0, 348)
  filled(recipe.dim ?? [3, 1, 1, 1], 8, 1).forEach((n, i) => put.int16(40 + 2 * i, n))
  put.int16(68, recipe.intentCode ?? 0)
  put.int16(70, recipe.datatypeCode ?? code)
  put.int16(72, size * 8)
  filled(recipe.pixdim, 8, 1).forEach((n, i) => put.float32(76 + 4 * i, n))
  put.float32(108, recipe.voxelOffset ?? headerBytes)
  put.float32(112, recipe.slope ?? 0)
  put.float32(116, recipe.intercept ?? 0)
  put.uint8(123, recipe.units ?? 10)
  put.text(148, recipe.description ?? '')
  put.int16(252, recipe.qformCode ?? 0)
  put.int16(254, recipe.sformCode ?? 0)
  filled(recipe.qform, 6, 0).forEach((n, i) => put.float32(256 + 4 * i, n))
  filled(recipe.sform, 12, 0).forEach((n, i) => put.float32(280 + 4 * i, n))
  put.text(344, recipe.magic ?? 'n+1')
}

function putHeader2(put: Putters, recipe: NiftiRecipe, headerBytes: number): void {
  const [code, size] = codes[recipe.datatype ?? 'int16']
  put.int32(0, 540)
  put.text(4, recipe.magic ?? 'n+2\0\r\n\x1a\n')
  put.int16(12, recipe.datatypeCode ?? code)
  put.int16(14, size * 8)
  filled(recipe.dim ?? [3, 1, 1, 1], 8, 1).forEach((n, i) => put.int64(16 + 8 * i, n))
  filled(recipe.pixdim, 8, 1).forEach((n, i) => put.float64(104 + 8 * i, n))
  put.int64(168, recipe.voxelOffset ?? headerBytes)
  put.float64(176, recipe.slope ?? 0)
  put.float64(184, recipe.intercept ?? 0)
  put.text(240, recipe.description ?? '')
  put.int32(344, recipe.qformCode ?? 0)
  put.int32(348, recipe.sformCode ?? 0)
  filled(recipe.qform, 6, 0).forEach((n, i) => put.float64(352 + 8 * i, n))
  filled(recipe.sform, 12, 0).forEach((n, i) => put.float64(400 + 8 * i, n))
  put.int32(500, recipe.units ?? 10)
  put.int32(504, recipe.intentCode ?? 0)
}
