import { Refusal } from '../core/finding.ts'
import { createInflater } from '../core/formats/gzip.ts'
import type { NiftiHeader } from '../core/formats/niftiHeader.ts'
import { requirePlausibleSize, requireVoxelFile } from '../core/formats/niftiRun.ts'
import { isCancelled, type OnProgress } from '../protocol/progress.ts'
import type { ImageFiles } from '../protocol/runContract.ts'
import { createImageSink, createVoxelSink, type ImageBytes, type ImageSink } from './imageSink.ts'
import type { Checkpoint } from './jobs.ts'
import { readHeader } from './readHeader.ts'

/** How one image is read. */
export interface ReadOptions {
  readonly checkpoint: Checkpoint
  readonly onProgress: OnProgress
  /** Sees the header before memory is taken for the voxels; throws to refuse the image. */
  readonly accept: (header: NiftiHeader) => void
  /** Sees the header of a file that can keep its promise; throws where the memory is not to be taken. */
  readonly afford?: (header: NiftiHeader) => void
}

const bytesPerMegabyte = 1e6
const megabytesPerReport = 2
/** The sink stops inflation at what the header promises; this only bounds a stream that never gets that far. */
const maxInflatedBytes = 2 ** 37

/** One pass over a file: makes a sink anew for each way of decompressing that is tried. */
interface Reading extends Omit<ReadOptions, 'accept' | 'afford'> {
  readonly file: File
  readonly createSink: () => ImageSink
}

/**
 * Reads a `.nii` or `.nii.gz`, or a `.hdr` with its `.img`, each compressed or not. The browser's decompression is tried
 * first for its speed; it rejects files of several members and with trailing padding, which the slower library reads.
 * Throws a Refusal for a bad file.
 */
export async function readImage(files: ImageFiles, options: ReadOptions): Promise<ImageBytes> {
  const { file, voxels } = files
  if (voxels === undefined) {
    const isCompressed = await isGzip(file)
    const accept = (header: NiftiHeader): void => {
      requireVoxelFile(header, file.name)
      options.accept(header)
      requirePlausibleSize(header, { name: file.name, bytes: file.size, isCompressed })
      options.afford?.(header)
    }
    return read({ ...options, file, createSink: () => createImageSink(file.name, accept) }, isCompressed)
  }
  const header = await readHeader(file)
  const isCompressed = await isGzip(voxels)
  options.accept(header)
  requirePlausibleSize(header, { name: voxels.name, bytes: voxels.size, isCompressed })
  options.afford?.(header)
  return read(
    { ...options, file: voxels, createSink: () => createVoxelSink(header, voxels.name) },
    isCompressed,
  )
}

async function read(reading: Reading, isCompressed: boolean): Promise<ImageBytes> {
  if (!isCompressed) return fill(reading, counted(reading))
  try {
    return await fill(reading, counted(reading).pipeThrough(new DecompressionStream('gzip')))
  } catch (error) {
    if (error instanceof Refusal || isCancelled(error)) throw error
    return readWithLibrary(reading)
  }
}

async function isGzip(file: File): Promise<boolean> {
  const magic = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  return magic[0] === 0x1f && magic[1] === 0x8b
}

async function fill(
  { createSink, checkpoint }: Reading,
  pieces: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<ImageBytes> {
  const sink = createSink()
  const reader = pieces.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done || sink.push(value)) return sink.finish()
      await checkpoint()
    }
  } finally {
    // Stops reading the file when enough is there or the job was cancelled; a stream that failed cannot be stopped again.
    await reader.cancel().catch(() => undefined)
  }
}

async function readWithLibrary(reading: Reading): Promise<ImageBytes> {
  const sink = reading.createSink()
  const read = { isComplete: false }
  const inflater = createInflater({
    fileName: reading.file.name,
    limitBytes: maxInflatedBytes,
    onChunk: (chunk) => {
      if (!read.isComplete) read.isComplete = sink.push(chunk)
    },
  })
  const reader = counted(reading).getReader()
  try {
    while (!read.isComplete) {
      const { done, value } = await reader.read()
      if (done) {
        inflater.finish()
        break
      }
      inflater.push(value)
      await reading.checkpoint()
    }
    return sink.finish()
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** The file's bytes, reporting how many megabytes have been read. */
function counted({ file, onProgress }: Reading): ReadableStream<Uint8Array<ArrayBuffer>> {
  const total = file.size / bytesPerMegabyte
  let done = 0
  let reported = 0
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(piece, controller) {
      done += piece.length / bytesPerMegabyte
      if (done - reported >= megabytesPerReport) {
        reported = done
        onProgress({ what: `Reading ${file.name}`, done, total, unit: 'MB' })
      }
      controller.enqueue(piece)
    },
  })
  return file.stream().pipeThrough(counter)
}
