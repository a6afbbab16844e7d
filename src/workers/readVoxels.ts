import { Refusal } from '../core/finding.ts'
import { createInflater } from '../core/formats/gzip.ts'
import type { NiftiHeader } from '../core/formats/niftiHeader.ts'
import { requirePlausibleSize, requireVoxelFile } from '../core/formats/niftiRun.ts'
import { isCancelled } from '../protocol/progress.ts'
import type { RunFiles } from '../protocol/runContract.ts'
import type { ByteSink } from './blockSink.ts'
import { filePieces, readingReport, type ByteStream } from './filePieces.ts'
import { inflateHere, type Inflate } from './inflate.ts'
import { readHeader } from './readHeader.ts'
import { refusedReading } from './refusedReading.ts'
import type { Pass } from './scanSource.ts'

/** An image whose header has been read. */
export interface OpenImage {
  readonly header: NiftiHeader
  /** The file with the voxels. */
  readonly file: File
  readonly isCompressed: boolean
}

/** How an image is read. */
export interface ReadOptions extends Pass {
  /** How compressed files are inflated; default in this thread. */
  readonly inflate?: Inflate
}

/** The sink stops inflation at what the header promises; this only bounds a stream that never gets that far. */
const maxInflatedBytes = 2 ** 37
/** Gzip can hold a thousand times its size: no more than this is inflated between two looks at whether to go on. */
const libraryPieceBytes = 1 << 14

/**
 * Opens a `.nii` or `.nii.gz`, or a `.hdr` with its `.img`, each compressed or not. `accept` sees the header before the
 * file's size is held against it and throws to refuse it. Throws a Refusal for a bad file.
 */
export async function openImage(
  { file, voxels, header: known, isCompressed: knownCompressed }: RunFiles,
  accept: (header: NiftiHeader) => void,
): Promise<OpenImage> {
  try {
    const header = known ?? (await readHeader(file))
    if (voxels === undefined) requireVoxelFile(header, file.name)
    accept(header)
    const data = voxels ?? file
    const isCompressed = knownCompressed ?? (await isGzip(data))
    requirePlausibleSize(header, { name: data.name, bytes: data.size, isCompressed })
    return { header, file: data, isCompressed }
  } catch (error) {
    throw refusedReading(error, file.name)
  }
}

/**
 * Reads the voxels of an image into a sink until that has enough. The browser's decompression is tried first for its
 * speed; it rejects files of several members and with trailing padding: the slower library goes on where it stopped.
 */
export async function readVoxels(image: OpenImage, sink: ByteSink, options: ReadOptions): Promise<void> {
  const { file, isCompressed } = image
  try {
    if (!isCompressed) {
      await fill(sink, filePieces(file, readingReport(file, options.onProgress)), options)
      return
    }
    await inflateFast(image, sink, options)
  } catch (error) {
    throw refusedReading(error, file.name)
  }
}

async function inflateFast({ file }: OpenImage, sink: ByteSink, options: ReadOptions): Promise<void> {
  const inflate = options.inflate ?? inflateHere
  try {
    await fill(sink, inflate(file, options.onProgress), options)
  } catch (error) {
    if (error instanceof Refusal || isCancelled(error) || !isDecompressionFailure(error)) throw error
    await inflateWithLibrary(file, sink, options)
  }
}

/** What DecompressionStream says of gzip it does not read; everything else is not cured by another way of inflating. */
function isDecompressionFailure(error: unknown): boolean {
  return error instanceof TypeError || (error instanceof Error && 'code' in error)
}

async function isGzip(file: File): Promise<boolean> {
  const magic = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  return magic[0] === 0x1f && magic[1] === 0x8b
}

async function fill(sink: ByteSink, pieces: ByteStream, { checkpoint }: Pass): Promise<void> {
  for await (const piece of pieces) {
    if (sink.push(piece)) return
    await checkpoint()
  }
  sink.finish()
}

/** Inflates from the beginning; what the sink has already is not shown to it again. */
async function inflateWithLibrary(file: File, sink: ByteSink, options: ReadOptions): Promise<void> {
  let known = sink.received
  const reading = { isComplete: false }
  const inflater = createInflater({
    fileName: file.name,
    limitBytes: maxInflatedBytes,
    onChunk: (chunk) => {
      const skipped = Math.min(known, chunk.length)
      known -= skipped
      if (!reading.isComplete && skipped < chunk.length)
        reading.isComplete = sink.push(chunk.subarray(skipped))
    },
  })
  for await (const piece of filePieces(file, readingReport(file, options.onProgress))) {
    for (let from = 0; from < piece.length; from += libraryPieceBytes) {
      inflater.push(piece.subarray(from, from + libraryPieceBytes))
      if (reading.isComplete) return
      await options.checkpoint()
    }
  }
  inflater.finish()
  sink.finish()
}
