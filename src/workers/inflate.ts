import type { OnProgress } from '../protocol/progress.ts'
import { filePieces, readingReport, type ByteStream } from './filePieces.ts'
import { letGo } from './letGo.ts'

/** Inflates a gzip file of one member. Fails with a TypeError for others and with what reading the file failed with. */
export type Inflate = (file: File, onProgress: OnProgress) => ByteStream

/** Inflates in the thread that looks at the bytes. */
export const inflateHere: Inflate = (file, onProgress) =>
  inflatedPieces(file, readingReport(file, onProgress))

/** The inflated bytes of a file; `onRead` hears how many of its own have been read. */
export async function* inflatedPieces(
  file: File,
  onRead: (bytesRead: number) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new DecompressionStream('gzip')
  void writeAll(filePieces(file, onRead), writable.getWriter())
  const reader = readable.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
      letGo(value.buffer)
    }
  } finally {
    // Stops reading the file when enough is there; a stream that failed cannot be stopped again.
    await reader.cancel().catch(() => undefined)
  }
}

/** Writes all pieces, each when the one before has been taken in; whatever fails, fails who reads what is written. */
async function writeAll(
  pieces: ByteStream,
  writer: WritableStreamDefaultWriter<BufferSource>,
): Promise<void> {
  try {
    for await (const piece of pieces) await writer.write(piece)
    await writer.close()
  } catch (error) {
    await writer.abort(error).catch(() => undefined)
  }
}
