import {
  Z_BUF_ERROR,
  Z_NO_FLUSH,
  Z_OK,
  Z_STREAM_END,
  ZStream,
  zlibInflate,
  zlibInflateEnd,
  zlibInflateInit,
} from 'pako'
import { damagedMat, spend, type MatBudget } from './matBudget.ts'

/** Bytes handed out in order, from a file or from a compressed part of it. */
export interface MatSource {
  /** Bytes handed out or skipped so far. */
  readonly position: number
  /** The next `count` bytes. Throws a Refusal where there are fewer. */
  take(count: number): Uint8Array
  skip(count: number): void
}

/** The bytes as they stand. */
export function plainSource(bytes: Uint8Array, fileName: string): MatSource {
  let position = 0
  const advance = (count: number): number => {
    if (count > bytes.length - position)
      throw damagedMat(fileName, `${count} bytes are announced where ${bytes.length - position} are left`)
    position += count
    return position - count
  }
  return {
    get position() {
      return position
    },
    take(count) {
      const start = advance(count)
      return bytes.subarray(start, start + count)
    },
    skip: (count) => void advance(count),
  }
}

const chunkBytes = 1 << 16

/** A zlib stream, inflated as far as it is asked for and no further. */
export interface InflatedSource extends MatSource {
  /** Ends the stream; throws a Refusal where its checksum is wrong. To be called when everything wanted has been taken. */
  finish(): void
}

/** The bytes that a zlib stream inflates to; what they cost is taken from the budget. */
export function inflatedSource(compressed: Uint8Array, budget: MatBudget, fileName: string): InflatedSource {
  const stream = new ZStream()
  zlibInflateInit(stream)
  stream.input = compressed
  stream.avail_in = compressed.length
  let position = 0
  let ended = false

  /** Inflates up to `output.length` bytes and says how many came. */
  const inflateInto = (output: Uint8Array<ArrayBuffer>): number => {
    stream.output = output
    stream.next_out = 0
    stream.avail_out = output.length
    while (!ended && stream.avail_out > 0) {
      const before = stream.avail_out + stream.avail_in
      const status = zlibInflate(stream, Z_NO_FLUSH)
      if (status === Z_STREAM_END) ended = true
      else if (status !== Z_OK && status !== Z_BUF_ERROR)
        throw damagedMat(fileName, `a compressed part cannot be inflated (${stream.msg})`)
      else if (stream.avail_out + stream.avail_in === before) break
    }
    spend(budget, 'inflated', stream.next_out, fileName)
    return stream.next_out
  }

  /** Inflates exactly `count` bytes, in pieces. */
  const pull = (count: number, onPiece: (piece: Uint8Array) => void): void => {
    let left = count
    while (left > 0) {
      const piece = new Uint8Array(Math.min(left, chunkBytes))
      const got = inflateInto(piece)
      if (got < piece.length) throw damagedMat(fileName, 'a compressed part ends early')
      onPiece(piece)
      left -= got
    }
    position += count
  }

  return {
    get position() {
      return position
    },
    take(count) {
      const pieces: Uint8Array[] = []
      pull(count, (piece) => pieces.push(piece))
      return joined(pieces, count)
    },
    skip(count) {
      pull(count, () => undefined)
    },
    finish() {
      if (!ended) inflateInto(new Uint8Array(8))
      zlibInflateEnd(stream)
    },
  }
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
  if (pieces.length === 1) return pieces[0]
  const whole = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
