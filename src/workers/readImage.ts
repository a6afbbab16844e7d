import type { NiftiHeader } from '../core/formats/niftiHeader.ts'
import { dataBytesOf } from '../core/formats/niftiHeader.ts'
import { requireAllData } from '../core/formats/niftiRun.ts'
import type { ImageFiles } from '../protocol/runContract.ts'
import { allocateBytes, type ByteSink } from './blockSink.ts'
import type { ImageBytes } from './rawFromBytes.ts'
import { openImage, readVoxels, type ReadOptions } from './readVoxels.ts'

/** How one image is read as a whole. */
export interface ReadImageOptions extends ReadOptions {
  /** Sees the header before memory is taken for the voxels; throws to refuse the image. */
  readonly accept: (header: NiftiHeader) => void
}

/**
 * Reads a `.nii` or `.nii.gz`, or a `.hdr` with its `.img`, each compressed or not, into memory. Throws a Refusal for a
 * bad file.
 */
export async function readImage(files: ImageFiles, options: ReadImageOptions): Promise<ImageBytes> {
  const image = await openImage(files, options.accept)
  const { header, file } = image
  const data = allocateBytes(dataBytesOf(header), file.name)
  await readVoxels(image, wholeSink(header, data, file.name), options)
  return { header, data }
}

function wholeSink(header: NiftiHeader, data: Uint8Array, fileName: string): ByteSink {
  let received = 0
  return {
    get received() {
      return received
    },
    push(piece) {
      const from = Math.max(0, header.dataOffset - received)
      const to = Math.min(piece.length, header.dataOffset + data.length - received)
      if (to > from) data.set(piece.subarray(from, to), received + from - header.dataOffset)
      received += piece.length
      return received >= header.dataOffset + data.length
    },
    finish() {
      requireAllData(header, received, fileName)
    },
  }
}
