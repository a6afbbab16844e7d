import { gzip } from 'pako'
import type { Grid } from '../volume/grid.ts'
import { codeOfDatatype } from './niftiDatatype.ts'
import { nifti1HeaderBytes } from './niftiFields.ts'
import { quaternionOf } from './quaternion.ts'
import { voxelSizeMm } from './niftiOrientation.ts'

/** What a NIfTI-1 file is written from. */
export interface NiftiContents {
  readonly grid: Grid
  /** nx * ny * nz values per volume, x fastest, volumes one after the other. */
  readonly values: ArrayLike<number>
  /** Written as 3D where absent. */
  readonly volumes?: number
  /** Volumes are this many seconds apart; only with `volumes`. */
  readonly repetitionTimeSeconds?: number
  /** float32, or int16 of (value - intercept) / slope, rounded and clipped. */
  readonly storage?:
    | { readonly datatype: 'float32' }
    | { readonly datatype: 'int16'; readonly slope: number; readonly intercept: number }
  /** At most 79 ASCII characters are kept. */
  readonly description?: string
  /** What the values are, as a code of nifti1.h with its parameters. */
  readonly intent?: { readonly code: number; readonly parameters: readonly number[] }
  /** Code for the space of the affine: 1 scanner (the default), 2 aligned, 3 Talairach, 4 MNI. */
  readonly spaceCode?: number
}

const dataOffset = 352
const unitsMmAndSeconds = 2 | 8

/**
 * A NIfTI-1 file (little-endian, `.nii`) with the grid's affine as its sform, and as its qform too where
 * quaternions can express it. A grid with unknown left and right is written without either code.
 */
export function writeNifti(contents: NiftiContents): Uint8Array {
  const { grid, values } = contents
  const voxels = grid.dims[0] * grid.dims[1] * grid.dims[2] * (contents.volumes ?? 1)
  if (values.length !== voxels) throw new RangeError(`${values.length} values for ${voxels} voxels.`)
  const storage = contents.storage ?? { datatype: 'float32' }
  const bytes = new Uint8Array(dataOffset + voxels * (storage.datatype === 'int16' ? 2 : 4))
  writeHeader(new DataView(bytes.buffer), contents)
  const view = new DataView(bytes.buffer, dataOffset)
  if (storage.datatype === 'float32') {
    for (let i = 0; i < voxels; i++) view.setFloat32(4 * i, values[i], true)
  } else {
    const { slope, intercept } = storage
    for (let i = 0; i < voxels; i++) view.setInt16(2 * i, toShort((values[i] - intercept) / slope), true)
  }
  return bytes
}

/** Compresses a file with gzip (no name and no time in its header, so equal input gives equal bytes). */
export function gzipBytes(bytes: Uint8Array): Uint8Array {
  return gzip(bytes)
}

function toShort(value: number): number {
  return Number.isNaN(value) ? 0 : Math.min(32767, Math.max(-32768, Math.round(value)))
}

function writeHeader(view: DataView, contents: NiftiContents): void {
  const { grid, storage, volumes } = contents
  const int16 = storage?.datatype === 'int16'
  view.setInt32(0, nifti1HeaderBytes, true)
  const dim = [volumes === undefined ? 3 : 4, ...grid.dims, volumes ?? 1, 1, 1, 1]
  dim.forEach((n, i) => {
    view.setInt16(40 + 2 * i, n, true)
  })
  view.setInt16(68, contents.intent?.code ?? 0, true)
  contents.intent?.parameters.slice(0, 3).forEach((parameter, i) => {
    view.setFloat32(56 + 4 * i, parameter, true)
  })
  view.setInt16(70, codeOfDatatype(storage?.datatype ?? 'float32'), true)
  view.setInt16(72, int16 ? 16 : 32, true)
  view.setFloat32(108, dataOffset, true)
  view.setFloat32(112, int16 ? storage.slope : 1, true)
  view.setFloat32(116, int16 ? storage.intercept : 0, true)
  view.setUint8(123, unitsMmAndSeconds)
  writeAscii(view, 148, (contents.description ?? '').slice(0, 79))
  writeOrientation(view, contents)
  writeAscii(view, 344, 'n+1')
}

function writeOrientation(view: DataView, contents: NiftiContents): void {
  const { grid, spaceCode = 1, repetitionTimeSeconds = 0 } = contents
  const affine = grid.mmFromVoxel
  const code = grid.leftRightKnown ? spaceCode : 0
  const rotation = quaternionOf(affine)
  const pixdim = [rotation?.qfac ?? 1, ...voxelSizeMm(affine), repetitionTimeSeconds, 1, 1, 1]
  pixdim.forEach((size, i) => {
    view.setFloat32(76 + 4 * i, size, true)
  })
  view.setInt16(252, rotation === undefined ? 0 : code, true)
  view.setInt16(254, code, true)
  const bcd = rotation?.bcd ?? [0, 0, 0]
  const qform = [...bcd, affine[3], affine[7], affine[11]]
  qform.forEach((value, i) => {
    view.setFloat32(256 + 4 * i, value, true)
  })
  for (let i = 0; i < 12; i++) view.setFloat32(280 + 4 * i, affine[i], true)
}

function writeAscii(view: DataView, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    view.setUint8(at + i, code >= 32 && code < 127 ? code : 63)
  }
}
