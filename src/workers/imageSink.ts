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
 * A sink for one image file. `accept` sees the header before memory is taken for the voxels and may throw to refuse it.
 */
export function createImageSink(fileName: string, accept: (header: NiftiHeader) => void): ImageSink {
  let head = new Uint8Array(0)
  let image: ImageBytes | null = null
  let received = 0

  function begin(bytes: Uint8Array): ImageBytes {
    const header = readNiftiHeader(bytes, fileName)
    accept(header)
    return { header, data: new Uint8Array(dataBytesOf(header)) }
  }

  /** Copies what of `piece`, whose first byte is byte `at` of the file, belongs to the voxels. */
  function store({ header, data }: ImageBytes, piece: Uint8Array, at: number): void {
    const from = Math.max(0, header.dataOffset - at)
    const to = Math.min(piece.length, header.dataOffset + data.length - at)
    if (to > from) data.set(piece.subarray(from, to), at + from - header.dataOffset)
  }

  function isComplete(): boolean {
    return image !== null && received >= image.header.dataOffset + image.data.length
  }

  return {
    push(piece) {
      if (image === null) {
        head = joinBytes(head, piece)
        received = head.length
        if (head.length < niftiHeadBytes) return false
        image = begin(head)
        store(image, head, 0)
        head = new Uint8Array(0)
      } else {
        store(image, piece, received)
        received += piece.length
      }
      return isComplete()
    },
    finish() {
      image ??= begin(head)
      if (head.length > 0) store(image, head, 0)
      requireAllData(image.header, received, fileName)
      return image
    },
  }
}

function joinBytes(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(a.length + b.length)
  result.set(a)
  result.set(b, a.length)
  return result
}
