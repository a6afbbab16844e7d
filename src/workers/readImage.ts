import { createInflater } from '../core/formats/gzip.ts'
import type { NiftiHeader } from '../core/formats/niftiHeader.ts'
import type { OnProgress } from '../protocol/progress.ts'
import { createImageSink, type ImageBytes, type ImageSink } from './imageSink.ts'
import type { Checkpoint } from './jobs.ts'

/** How one image is read. */
export interface ReadOptions {
  readonly checkpoint: Checkpoint
  readonly onProgress: OnProgress
  /** Sees the header before memory is taken for the voxels; throws to refuse the image. */
  readonly accept: (header: NiftiHeader) => void
}

const bytesPerMegabyte = 1e6
const megabytesPerReport = 2
/** The sink stops inflation at what the header promises; this only bounds a stream that never gets that far. */
const maxInflatedBytes = 2 ** 36

/**
 * Reads a `.nii` or `.nii.gz`. The browser's decompression is tried first for its speed; it rejects files of several
 * members and with trailing padding, which the slower library reads. Throws a Refusal for a bad file.
 */
export async function readImage(file: File, options: ReadOptions): Promise<ImageBytes> {
  if (!(await isGzip(file))) return readPlain(file, options)
  try {
    return await readWithBrowser(file, options)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return readWithLibrary(file, options)
  }
}

async function isGzip(file: File): Promise<boolean> {
  const magic = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  return magic[0] === 0x1f && magic[1] === 0x8b
}

function readPlain(file: File, options: ReadOptions): Promise<ImageBytes> {
  return fill(createImageSink(file.name, options.accept), counted(file, options), options)
}

function readWithBrowser(file: File, options: ReadOptions): Promise<ImageBytes> {
  const inflated = counted(file, options).pipeThrough(new DecompressionStream('gzip'))
  return fill(createImageSink(file.name, options.accept), inflated, options)
}

async function fill(
  sink: ImageSink,
  pieces: ReadableStream<Uint8Array<ArrayBuffer>>,
  { checkpoint }: ReadOptions,
): Promise<ImageBytes> {
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

async function readWithLibrary(file: File, options: ReadOptions): Promise<ImageBytes> {
  const sink = createImageSink(file.name, options.accept)
  let complete = false
  const inflater = createInflater({
    fileName: file.name,
    limitBytes: maxInflatedBytes,
    onChunk: (chunk) => {
      complete ||= sink.push(chunk)
    },
  })
  const reader = counted(file, options).getReader()
  try {
    while (!complete) {
      const { done, value } = await reader.read()
      if (done) {
        inflater.finish()
        break
      }
      inflater.push(value)
      await options.checkpoint()
    }
    return sink.finish()
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

/** The file's bytes, reporting how many megabytes have been read. */
function counted(file: File, { onProgress }: ReadOptions): ReadableStream<Uint8Array<ArrayBuffer>> {
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
