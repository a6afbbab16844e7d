import type { OnProgress } from '../protocol/progress.ts'

/** Bytes in the order of a file; a piece is valid until the next one is asked for. */
export type ByteStream = AsyncIterable<Uint8Array<ArrayBuffer>>

const bytesPerMegabyte = 1e6
const pieceBytes = 4 << 20

/** A file's bytes as they are, the next piece being read while one is looked at; reports how many megabytes were read. */
export async function* filePieces(
  file: File,
  onProgress: OnProgress,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const at = (start: number): Promise<ArrayBuffer> => file.slice(start, start + pieceBytes).arrayBuffer()
  const report = readingReport(file, onProgress)
  let coming = at(0)
  for (let start = 0; start < file.size; start += pieceBytes) {
    const piece = new Uint8Array(await coming)
    coming = at(start + pieceBytes)
    // Whoever stops asking leaves a piece behind that may fail.
    coming.catch(() => undefined)
    report(Math.min(file.size, start + pieceBytes))
    yield piece
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
