import type { OnProgress } from '../protocol/progress.ts'
import { letGo } from './letGo.ts'

/** Bytes in the order of a file; a piece is valid until the next one is asked for. */
export type ByteStream = AsyncIterable<Uint8Array<ArrayBuffer>>

const bytesPerMegabyte = 1e6

/**
 * A file's bytes as they are; `onRead` hears how many have been read. A piece is gone when the next one is asked for. They are read
 * by the stream's own pieces: reading into one's own memory (`byob`) waits for ever now and then (Chromium 156).
 */
export async function* filePieces(
  file: Blob,
  onRead: (bytesRead: number) => void,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = file.stream().getReader()
  let bytesRead = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      bytesRead += value.length
      onRead(bytesRead)
      yield value
      letGo(value.buffer)
    }
  } finally {
    // Stops reading when enough is there; a stream that failed cannot be stopped again.
    await reader.cancel().catch(() => undefined)
  }
}

/** Turns counts of bytes read into progress; a report for every two megabytes at most. */
export function readingReport(file: File, onProgress: OnProgress): (bytesRead: number) => void {
  const total = file.size / bytesPerMegabyte
  const megabytesPerReport = 2
  let reported = 0
  return (bytesRead) => {
    const done = bytesRead / bytesPerMegabyte
    if (done - reported < megabytesPerReport) return
    reported = done
    onProgress({ what: `Reading ${file.name}`, done, total, unit: 'MB' })
  }
}
