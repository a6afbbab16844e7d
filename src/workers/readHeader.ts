import { Refusal } from '../core/finding.ts'
import { createInflater, isGzip } from '../core/formats/gzip.ts'
import { readNiftiHeader, niftiHeadBytes, type NiftiHeader } from '../core/formats/niftiHeader.ts'

/** What gzip adds at most to bytes that cannot be compressed: its own header, a file name and block headers. */
const gzipOverheadBytes = 1024

/** The first `count` bytes of a file as they are after inflation; fewer where the file is shorter or damaged. */
export async function inflatedHead(file: File, count: number): Promise<Uint8Array> {
  const head = new Uint8Array(await file.slice(0, count + gzipOverheadBytes).arrayBuffer())
  if (!isGzip(head)) return head.subarray(0, count)
  const pieces: Uint8Array<ArrayBuffer>[] = []
  try {
    createInflater({
      fileName: file.name,
      limitBytes: count,
      onChunk: (piece) => pieces.push(piece.slice()),
    }).push(head)
  } catch (error) {
    // What is damaged further on still shows what it is here; reading the file gives the reason.
    if (!(error instanceof Refusal)) throw error
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer())
}

/** The header at the beginning of a file. Throws a Refusal for a file that has none. */
export async function readHeader(file: File): Promise<NiftiHeader> {
  return readNiftiHeader(await inflatedHead(file, niftiHeadBytes), file.name)
}
