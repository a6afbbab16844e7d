import { dataBytesOf } from './niftiHeader.ts'
import type { NiftiHeader } from './niftiHeader.ts'
import { refusal } from './refuse.ts'

/** Throws a Refusal unless the header is that of a run: 4D with at least two volumes and its voxels in the file. */
export function requireRun(header: NiftiHeader, fileName: string): void {
  const volumes = header.dims[3]
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
  requireSingleFile(header, fileName)
}

/** Throws a Refusal for the `.hdr` of a pair, whose voxels lie in another file. */
export function requireSingleFile(header: NiftiHeader, fileName: string): void {
  if (header.voxelsIn === 'same-file') return
  throw refusal({
    code: 'nifti-pair',
    file: fileName,
    message: 'This is the header of a .hdr/.img pair; its voxels are in another file.',
    remedy: 'Convert the pair to one file (.nii or .nii.gz) and drop that.',
  })
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
