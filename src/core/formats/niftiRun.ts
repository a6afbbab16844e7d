import { dataBytesOf } from './niftiHeader.ts'
import type { NiftiHeader } from './niftiHeader.ts'
import { refusal, shortNumber } from './refuse.ts'

/** Throws a Refusal unless the header is that of a run: 4D with at least two volumes. */
export function requireRun(header: NiftiHeader, fileName: string): void {
  const volumes = header.dims[3]
  if (header.volumesAre === 'values') {
    throw refusal({
      code: 'run-of-values',
      file: fileName,
      message: `The image has no time axis: its ${volumes} volumes are values of each voxel (a fifth dimension).`,
      remedy: 'Drop the 4D image of the whole run, one volume per TR.',
    })
  }
  if (volumes < 2) {
    throw refusal({
      code: volumes === 0 ? 'run-without-volumes' : 'run-is-3d',
      file: fileName,
      message:
        volumes === 0
          ? 'The image has 0 volumes.'
          : `The image is 3D (${header.grid.dims.join(' × ')}, one volume), but a run needs a time series.`,
      remedy: 'Drop the 4D image of the whole run, one volume per TR.',
    })
  }
}

/** Throws a Refusal unless the header is that of one volume, which a mask or an anatomy is. */
export function requireVolume(header: NiftiHeader, what: 'mask' | 'anatomy', fileName: string): void {
  const volumes = header.dims[3]
  if (volumes === 1) return
  throw refusal({
    code: 'not-one-volume',
    file: fileName,
    message: `The image has ${volumes} volumes, but ${what === 'mask' ? 'a mask' : 'an anatomy'} has one.`,
    remedy: 'Add a 3D image, or take this one for the run.',
  })
}

/** Throws a Refusal for the `.hdr` of a pair that came without its `.img`. */
export function requireVoxelFile(header: NiftiHeader, fileName: string): void {
  if (header.voxelsIn === 'same-file') return
  throw refusal({
    code: 'nifti-pair',
    file: fileName,
    message: 'This is the header of a .hdr/.img pair; its voxels are in the .img file, which was not added.',
    remedy: 'Add both files of the pair together.',
  })
}

/** A file that is to hold an image's voxels, before it is read. */
export interface VoxelFile {
  readonly name: string
  readonly bytes: number
  readonly isCompressed: boolean
}

/** Deflate turns one byte into at most 1032 (zlib's technical details). */
const largestDeflateRatio = 1032

/**
 * Throws a Refusal where the file is too small for what its header promises, however well it is compressed: to be
 * called before memory is taken for the voxels.
 */
export function requirePlausibleSize(header: NiftiHeader, file: VoxelFile): void {
  if (!file.isCompressed) {
    requireAllData(header, file.bytes, file.name)
    return
  }
  const needed = header.dataOffset + dataBytesOf(header)
  if (needed <= file.bytes * largestDeflateRatio) return
  throw refusal({
    code: 'nifti-promises-too-much',
    file: file.name,
    message: `The header promises ${header.dims.join(' × ')} voxels (${gigabytes(needed)}), more than a compressed file of ${file.bytes} bytes can hold.`,
    remedy: 'The header is damaged or the file is cut off; convert or download it again.',
  })
}

function gigabytes(bytes: number): string {
  return bytes < 1e9 ? `${shortNumber(bytes / 1e6, 3)} MB` : `${shortNumber(bytes / 1e9, 3)} GB`
}

/**
 * Throws a Refusal when the inflated file of `fileBytes` bytes holds fewer voxels than its header promises;
 * more bytes than promised are harmless and ignored.
 */
export function requireAllData(header: NiftiHeader, fileBytes: number, fileName: string): void {
  const needed = header.dataOffset + dataBytesOf(header)
  if (fileBytes >= needed) return
  const volumeBytes = dataBytesOf(header) / Math.max(header.dims[3], 1)
  const complete = Math.max(0, Math.floor((fileBytes - header.dataOffset) / volumeBytes))
  throw refusal({
    code: 'nifti-too-short',
    file: fileName,
    message:
      `The header promises ${header.dims[3]} volumes (${needed} bytes), ` +
      `but the file ends after ${complete} (${fileBytes} bytes).`,
    remedy: 'Copy or download it again.',
  })
}
