import { Refusal } from '../core/finding.ts'
import { createInflater, isGzip } from '../core/formats/gzip.ts'
import { readNiftiHeader, niftiHeadBytes, type NiftiHeader } from '../core/formats/niftiHeader.ts'

/** What gzip adds at most to bytes that cannot be compressed: its own header, a file name and block headers. */
const gzipOverheadBytes = 1024

/** The beginning of a file, read once. */
export interface FileHead {
  readonly isCompressed: boolean
  /** All bytes of the file as they are stored, where it is that short. */
  readonly whole: Uint8Array<ArrayBuffer> | null
  /** The first bytes as they are after inflation, no more than the head was read for; fewer where the file is shorter or damaged. */
  readonly inflated: (count: number) => Uint8Array
}

/** Reads as much of a file as holds its first `count` bytes. */
export async function fileHead(file: File, count: number): Promise<FileHead> {
  const stored = new Uint8Array(await file.slice(0, count + gzipOverheadBytes).arrayBuffer())
  const isCompressed = isGzip(stored)
  return {
    isCompressed,
    whole: stored.length === file.size ? stored : null,
    inflated: (wanted) =>
      isCompressed ? inflate(file.name, stored, wanted) : stored.subarray(0, Math.min(wanted, count)),
  }
}

function inflate(fileName: string, stored: Uint8Array, count: number): Uint8Array {
  const bytes = new Uint8Array(count)
  let end = 0
  const onChunk = (piece: Uint8Array): void => {
    bytes.set(piece, end)
    end += piece.length
  }
  try {
    createInflater({ fileName, limitBytes: count, onChunk }).push(stored)
  } catch (error) {
    // What is damaged further on still shows what it is here; reading the file gives the reason.
    if (!(error instanceof Refusal)) throw error
  }
  return bytes.subarray(0, end)
}

/** The first `count` bytes of a file as they are after inflation; fewer where the file is shorter or damaged. */
export async function inflatedHead(file: File, count: number): Promise<Uint8Array> {
  return (await fileHead(file, count)).inflated(count)
}

/** The header at the beginning of a file. Throws a Refusal for a file that has none. */
export async function readHeader(file: File): Promise<NiftiHeader> {
  return readNiftiHeader(await inflatedHead(file, niftiHeadBytes), file.name)
}
