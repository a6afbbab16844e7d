import { Refusal, type Finding } from '../finding.ts'
import type { Grid } from '../volume/grid.ts'
import { contentGuess } from './contentGuess.ts'
import { datatypeOfCode, nameOfUnreadable } from './niftiDatatype.ts'
import type { NiftiDatatype } from './niftiDatatype.ts'
import {
  nifti1HeaderBytes,
  nifti2HeaderBytes,
  niftiVariant,
  readNifti1Fields,
  readNifti2Fields,
} from './niftiFields.ts'
import type { NiftiFields } from './niftiFields.ts'
import { orientationOf, relativeDeterminant } from './niftiOrientation.ts'
import type { OrientationSource } from './niftiOrientation.ts'
import { headerTrOf } from './niftiTr.ts'
import type { HeaderTr } from './niftiTr.ts'
import { refusal, shortNumber, warning } from './refuse.ts'

/** A checked NIfTI header. */
export interface NiftiHeader {
  readonly version: 1 | 2
  readonly littleEndian: boolean
  /** The voxels follow in the same file, or lie in the `.img` file beside a `.hdr`. */
  readonly voxelsIn: 'same-file' | 'img-file'
  /** nx, ny, nz and the number of volumes; 0 volumes are possible, see `requireRun`. */
  readonly dims: readonly [number, number, number, number]
  /** Volumes in time, or several values of each voxel (the fifth dimension, as AFNI writes results). */
  readonly volumesAre: 'time' | 'values'
  readonly datatype: NiftiDatatype
  readonly bytesPerVoxel: number
  /** Position of the first voxel's first byte. */
  readonly dataOffset: number
  /** value = slope * stored + intercept; 1 and 0 where the header states no scaling. */
  readonly slope: number
  readonly intercept: number
  readonly grid: Grid
  readonly orientationSource: OrientationSource
  readonly sformCode: number
  readonly qformCode: number
  readonly spatialUnit: 'mm' | 'm' | 'um' | 'unknown'
  readonly headerTr: HeaderTr
  readonly intentCode: number
  readonly intentParameters: readonly [number, number, number]
  readonly description: string
}

/** Bytes of an inflated file that `readNiftiHeader` wants to see; extensions may follow them. */
export const niftiHeadBytes = nifti2HeaderBytes

const maxAxis = 4096
const maxVolumes = 1_000_000
const maxVolumeVoxels = 2 ** 29
const maxDataBytes = 2 ** 36

/**
 * Reads the header of a NIfTI-1 or NIfTI-2 file (`.nii`, or the `.hdr` of a pair) from the first bytes of the
 * inflated file. Throws a Refusal for anything else and for headers that cannot be true; a 3D file is a value,
 * see `requireRun`.
 */
export function readNiftiHeader(bytes: Uint8Array, fileName: string): NiftiHeader {
  const fields = readFields(bytes, fileName)
  const datatype = datatypeOfCode(fields.datatypeCode)
  if (datatype === undefined) throw unsupportedDatatype(fields, fileName)
  const dims = checkedDims(fields, datatype.bytes, fileName)
  const orientation = orientationOf(fields)
  checkGeometry(fields, orientation.mmFromVoxel, fileName)
  return {
    version: fields.version,
    littleEndian: fields.littleEndian,
    voxelsIn: fields.magic.startsWith('n+') ? 'same-file' : 'img-file',
    dims,
    volumesAre: holdsValues(fields) ? 'values' : 'time',
    datatype: datatype.name,
    bytesPerVoxel: datatype.bytes,
    dataOffset: dataOffsetOf(fields, fileName),
    ...scalingOf(fields, fileName),
    grid: {
      dims: [dims[0], dims[1], dims[2]],
      mmFromVoxel: orientation.mmFromVoxel,
      leftRightKnown: orientation.source !== 'none',
    },
    orientationSource: orientation.source,
    sformCode: fields.sformCode,
    qformCode: fields.qformCode,
    spatialUnit: spatialUnitOf(fields.unitsCode),
    headerTr: headerTrOf(fields),
    intentCode: fields.intentCode,
    intentParameters: fields.intentParameters,
    description: fields.description,
  }
}

/** The same where the bytes are a NIfTI header; null for any others. */
export function niftiHeaderIn(bytes: Uint8Array): NiftiHeader | null {
  try {
    return readNiftiHeader(bytes, '')
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** Bytes of all voxels the header promises. */
export function dataBytesOf(header: NiftiHeader): number {
  return header.dims.reduce((product, n) => product * n, header.bytesPerVoxel)
}

/** Findings about a header that can be used but is doubtful: unknown left and right, lengths not in mm. */
export function headerFindings(header: NiftiHeader, fileName: string): readonly Finding[] {
  const findings: Finding[] = []
  if (!header.grid.leftRightKnown) {
    findings.push(
      warning({
        code: 'left-right-unknown',
        file: fileName,
        message: 'The header has neither sform nor qform, so left and right are unknown.',
        remedy:
          'The image is shown on a centred grid; convert it again with orientation to be sure of sides.',
      }),
    )
  }
  if (header.spatialUnit === 'm' || header.spatialUnit === 'um') {
    findings.push(
      warning({
        code: 'units-not-mm',
        file: fileName,
        message: `The header gives lengths in ${header.spatialUnit === 'm' ? 'metres' : 'micrometres'}, not mm.`,
        remedy: 'The affine is used as it stands and read as mm; correct the header if that is wrong.',
      }),
    )
  }
  return findings
}

function readFields(bytes: Uint8Array, fileName: string): NiftiFields {
  const variant = niftiVariant(bytes)
  if (variant === undefined) throw notNifti(bytes, fileName)
  const { version, littleEndian } = variant
  const needed = version === 1 ? nifti1HeaderBytes : nifti2HeaderBytes
  if (bytes.length < needed) {
    throw refusal({
      code: 'nifti-header-cut',
      file: fileName,
      message: `The file ends after ${bytes.length} bytes, inside its ${needed}-byte NIfTI-${version} header.`,
      remedy: 'Copy or download it again.',
    })
  }
  const fields = version === 1 ? readNifti1Fields(bytes, littleEndian) : readNifti2Fields(bytes, littleEndian)
  const expected = version === 1 ? ['n+1', 'ni1'] : ['n+2', 'ni2']
  if (expected.includes(fields.magic)) return fields
  throw refusal({
    code: 'nifti-magic',
    file: fileName,
    message:
      version === 1 && fields.magic === ''
        ? 'This is an ANALYZE 7.5 header, which does not say where left and right are.'
        : `The header has the size of NIfTI-${version} but not its signature ${expected[0]}.`,
    remedy: 'Convert the image to NIfTI (.nii or .nii.gz) and drop that.',
  })
}

function notNifti(bytes: Uint8Array, fileName: string): Error {
  const guess = contentGuess(bytes)
  return refusal({
    code: guess === 'text' ? 'nifti-is-text' : guess === 'nothing' ? 'nifti-empty' : 'not-nifti',
    file: fileName,
    message:
      guess === 'nothing'
        ? 'The file is empty.'
        : guess === 'data'
          ? 'The file does not begin with a NIfTI header.'
          : `The file contains ${guess === 'text' ? 'text' : `a ${guess} file`}, not a NIfTI image.`,
    remedy:
      guess === 'text'
        ? 'Check that the download gave the image and not a web page or a pointer; or rename the file to what it is.'
        : 'Drop a NIfTI image (.nii or .nii.gz); other formats must be converted first.',
  })
}

function unsupportedDatatype(fields: NiftiFields, fileName: string): Error {
  const name = nameOfUnreadable(fields.datatypeCode)
  return refusal({
    code: 'nifti-datatype',
    file: fileName,
    message: `The voxels are of ${name.startsWith('unknown') ? name : `type ${name}`}, which a GLM cannot use.`,
    remedy: 'Save the image with real numbers (integer or float), such as the magnitude of a complex image.',
  })
}

/** Without a time axis, the fifth dimension counts values of each voxel. */
function holdsValues(fields: NiftiFields): boolean {
  return sizeOf(fields, 4) <= 1 && sizeOf(fields, 5) > 1
}

function sizeOf({ dim }: NiftiFields, axis: number): number {
  return axis <= dim[0] ? dim[axis] : 1
}

function checkedDims(
  fields: NiftiFields,
  bytesPerVoxel: number,
  fileName: string,
): [number, number, number, number] {
  const axes = fields.dim[0]
  const size = (axis: number): number => sizeOf(fields, axis)
  const inValues = holdsValues(fields)
  const dims: [number, number, number, number] = [size(1), size(2), size(3), size(inValues ? 5 : 4)]
  const stated = fields.dim.slice(1, 1 + Math.min(Math.max(axes, 1), 7)).join(' × ')
  const voxels = dims[0] * dims[1] * dims[2]
  const possible =
    axes >= 1 &&
    axes <= 7 &&
    dims.slice(0, 3).every((n) => n >= 1 && n <= maxAxis) &&
    dims[3] >= 0 &&
    dims[3] <= maxVolumes &&
    voxels <= maxVolumeVoxels &&
    voxels * dims[3] * bytesPerVoxel <= maxDataBytes
  if (!possible) {
    throw refusal({
      code: 'nifti-dimensions',
      file: fileName,
      message: `The header gives ${axes} dimensions of ${stated}, which cannot be an fMRI image.`,
      remedy: 'The file is damaged or not an image; convert or download it again.',
    })
  }
  if ((inValues ? [6, 7] : [5, 6, 7]).some((axis) => size(axis) > 1)) {
    throw refusal({
      code: 'nifti-too-many-dimensions',
      file: fileName,
      message: `The image has more than four dimensions (${stated}).`,
      remedy: 'Drop a 4D run: three dimensions of space, then time.',
    })
  }
  return dims
}

function checkGeometry(fields: NiftiFields, mmFromVoxel: Float64Array, fileName: string): void {
  const sizes = fields.pixdim.slice(1, 4)
  if (!sizes.every(Number.isFinite)) {
    throw refusal({
      code: 'nifti-voxel-size',
      file: fileName,
      message: `The header gives a voxel size of ${sizes.map((s) => shortNumber(s)).join(' × ')} mm.`,
      remedy: 'The file is damaged; convert or download it again.',
    })
  }
  const finite = mmFromVoxel.every((value) => Number.isFinite(value) && Math.abs(value) < 1e9)
  if (finite && relativeDeterminant(mmFromVoxel) > 1e-6) return
  throw refusal({
    code: 'nifti-affine',
    file: fileName,
    message:
      'The header’s orientation (affine) is singular or not a number, so voxels have no place in space.',
    remedy: 'Repair the sform or qform of the file, or convert it again.',
  })
}

function dataOffsetOf(fields: NiftiFields, fileName: string): number {
  const single = fields.magic.startsWith('n+')
  const least = single ? (fields.version === 1 ? 352 : 544) : 0
  const offset = fields.voxelOffset === 0 ? least : fields.voxelOffset
  if (Number.isInteger(offset) && offset >= least && offset <= 2 ** 31) return offset
  throw refusal({
    code: 'nifti-offset',
    file: fileName,
    message: `The header places the voxels at byte ${shortNumber(offset, 10)}, where they cannot be.`,
    remedy: 'The file is damaged; convert or download it again.',
  })
}

/** nifti1.h and nibabel 5: a slope of 0, NaN or infinity states no scaling. */
function scalingOf(fields: NiftiFields, fileName: string): { slope: number; intercept: number } {
  const { slope, intercept } = fields
  if (slope === 0 || !Number.isFinite(slope)) return { slope: 1, intercept: 0 }
  if (Number.isFinite(intercept)) return { slope, intercept }
  throw refusal({
    code: 'nifti-scaling',
    file: fileName,
    message: `The header scales the voxels by ${shortNumber(slope)} but its intercept is not a number.`,
    remedy: 'The file is damaged; convert or download it again.',
  })
}

function spatialUnitOf(unitsCode: number): NiftiHeader['spatialUnit'] {
  switch (unitsCode & 0x07) {
    case 1:
      return 'm'
    case 2:
      return 'mm'
    case 3:
      return 'um'
    default:
      return 'unknown'
  }
}
