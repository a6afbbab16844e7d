import type { OnProgress } from '../protocol/progress.ts'
import { readingReport, type ByteStream } from './filePieces.ts'

/** Inflates a gzip file of one member. Fails with a TypeError for others and with what reading the file failed with. */
export type Inflate = (file: File, onProgress: OnProgress) => ByteStream

/** Inflates in the thread that looks at the bytes. */
export async function* inflateHere(
  file: File,
  onProgress: OnProgress,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = inflatedStream(file, readingReport(file, onProgress)).getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    // Stops reading the file when enough is there; a stream that failed cannot be stopped again.
    await reader.cancel().catch(() => undefined)
  }
}

/** The inflated bytes of a file; `onRead` hears how many of its own have been read. */
export function inflatedStream(
  file: File,
  onRead: (bytes: number) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let read = 0
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(piece, controller) {
      read += piece.length
      onRead(read)
      controller.enqueue(piece)
    },
  })
  return file.stream().pipeThrough(counter).pipeThrough(new DecompressionStream('gzip'))
}
