import { Refusal } from '../core/finding.ts'
import {
  dataBytesOf,
  niftiHeadBytes,
  readNiftiHeader,
  type NiftiHeader,
} from '../core/formats/niftiHeader.ts'
import { requireAllData } from '../core/formats/niftiRun.ts'

/** Takes the bytes of an inflated image in pieces and keeps the voxels. */
export interface ImageSink {
  /** Adds a piece; true once all that the header promises is there, so that inflation can stop. */
  push(piece: Uint8Array): boolean
  /** The image. Throws a Refusal when bytes are missing. */
  finish(): ImageBytes
}

export interface ImageBytes {
  readonly header: NiftiHeader
  /** The voxels alone, in a buffer of their own. */
  readonly data: Uint8Array<ArrayBuffer>
}

/**
 * A sink for a file that begins with its header. `accept` sees the header before memory is taken for the voxels and may
 * throw to refuse it.
 */
export function createImageSink(fileName: string, accept: (header: NiftiHeader) => void): ImageSink {
  let head = new Uint8Array(0)
  let voxels: ImageSink | null = null

  function begin(): ImageSink {
    const header = readNiftiHeader(head, fileName)
    accept(header)
    voxels = createVoxelSink(header, fileName)
    return voxels
  }

  return {
    push(piece) {
      if (voxels !== null) return voxels.push(piece)
      head = joinBytes(head, piece)
      if (head.length < niftiHeadBytes) return false
      const isComplete = begin().push(head)
      head = new Uint8Array(0)
      return isComplete
    },
    finish() {
      if (voxels !== null) return voxels.finish()
      const sink = begin()
      sink.push(head)
      return sink.finish()
    },
  }
}

/** A sink for the file that holds the voxels of a header that has been read: the rest of it, or the `.img` of a pair. */
export function createVoxelSink(header: NiftiHeader, fileName: string): ImageSink {
  const data = allocate(dataBytesOf(header), fileName)
  let received = 0
  return {
    push(piece) {
      const from = Math.max(0, header.dataOffset - received)
      const to = Math.min(piece.length, header.dataOffset + data.length - received)
      if (to > from) data.set(piece.subarray(from, to), received + from - header.dataOffset)
      received += piece.length
      return received >= header.dataOffset + data.length
    },
    finish() {
      requireAllData(header, received, fileName)
      return { header, data }
    },
  }
}

/** Bytes of their own. Throws a Refusal where the browser does not give as many. */
function allocate(bytes: number, file: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(bytes)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Refusal({
      code: 'memory-not-given',
      severity: 'error',
      file,
      message: `The image needs ${(bytes / 1e9).toFixed(1)} GB of memory, which the browser does not give.`,
      remedy: 'Close other tabs and programs, or add a run with fewer or larger voxels.',
    })
  }
}

function joinBytes(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(a.length + b.length)
  result.set(a)
  result.set(b, a.length)
  return result
}
