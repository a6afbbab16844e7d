import {
  Z_BUF_ERROR,
  Z_NO_FLUSH,
  Z_OK,
  Z_STREAM_END,
  ZStream,
  zlibInflate,
  zlibInflateEnd,
  zlibInflateInit2,
  zlibInflateReset,
} from 'pako'
import { contentGuess } from './contentGuess.ts'
import { refusal } from './refuse.ts'

/** A gzip stream being inflated piece by piece. */
export interface Inflater {
  /** Takes the next compressed bytes. Returns false once the limit is reached and no more are needed. */
  push(bytes: Uint8Array): boolean
  /** To be called after the last piece: throws a Refusal if the stream stopped in the middle. */
  finish(): InflateSummary
}

/** What came out of a gzip stream. */
export interface InflateSummary {
  /** Inflated bytes handed on, at most the limit. */
  readonly bytes: number
  readonly members: number
  /** The limit stopped it; there may be more. */
  readonly stoppedAtLimit: boolean
  /** Bytes after the last member that are neither zero padding nor gzip; they were ignored. */
  readonly trailingBytes: number
}

/** Who to name in messages, how much to inflate at most, and who receives it. */
export interface InflateOptions {
  readonly fileName: string
  readonly limitBytes: number
  /** Receives each piece in order, to keep but not to transfer: pieces can share a buffer. */
  readonly onChunk: (chunk: Uint8Array) => void
}

const chunkBytes = 1 << 18
const gzipWindowBits = 15 + 16

/** Whether a file begins like gzip. */
export function isGzip(head: Uint8Array): boolean {
  return head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b
}

/**
 * Inflates gzip of any number of members (RFC 1952), skips zero padding between and after them as gzip(1) does,
 * checks their checksums, and never hands on more than `limitBytes`. `push` throws a Refusal for damaged streams.
 */
export function createInflater(options: InflateOptions): Inflater {
  const { fileName, limitBytes, onChunk } = options
  const stream = new ZStream()
  zlibInflateInit2(stream, gzipWindowBits)
  stream.avail_out = 0
  let place: 'start' | 'member' | 'between' | 'after' = 'start'
  let bytes = 0
  let members = 0
  let trailingBytes = 0

  const emit = (chunk: Uint8Array): void => {
    const room = limitBytes - bytes
    const piece = chunk.length > room ? chunk.subarray(0, room) : chunk
    bytes += piece.length
    if (piece.length > 0) onChunk(piece)
  }

  const inflateMember = (): void => {
    for (;;) {
      if (stream.avail_out === 0) {
        stream.output = new Uint8Array(Math.min(chunkBytes, limitBytes - bytes))
        stream.next_out = 0
        stream.avail_out = stream.output.length
      }
      const from = stream.next_out
      const status = zlibInflate(stream, Z_NO_FLUSH)
      emit(stream.output.subarray(from, stream.next_out))
      if (status === Z_STREAM_END) {
        place = 'between'
        members++
        return
      }
      if (status !== Z_OK && status !== Z_BUF_ERROR) throw damaged(fileName, bytes, stream.msg)
      if (bytes >= limitBytes || stream.avail_out > 0) return
    }
  }

  return {
    push(input) {
      if (place === 'start' && input.length > 0) {
        if (input[0] !== 0x1f) throw notGzip(input, fileName)
        place = 'member'
      }
      stream.input = input
      stream.next_in = 0
      stream.avail_in = input.length
      while (stream.avail_in > 0 && bytes < limitBytes && place !== 'after') {
        if (place === 'between') {
          skipZeros(stream)
          if (stream.avail_in === 0) break
          if (input[stream.next_in] !== 0x1f) {
            place = 'after'
            break
          }
          zlibInflateReset(stream)
          place = 'member'
        }
        inflateMember()
      }
      if (place === 'after') trailingBytes += stream.avail_in
      return bytes < limitBytes
    },
    finish() {
      zlibInflateEnd(stream)
      const stoppedAtLimit = bytes >= limitBytes
      if (!stoppedAtLimit && (place === 'member' || place === 'start')) throw cutShort(fileName, bytes)
      return { bytes, members, stoppedAtLimit, trailingBytes }
    },
  }
}

/** Inflates a whole gzip file in memory, at most `limitBytes` of it; throws a Refusal for damaged or cut files. */
export function inflateAll(compressed: Uint8Array, fileName: string, limitBytes: number): Uint8Array {
  const chunks: Uint8Array[] = []
  const inflater = createInflater({ fileName, limitBytes, onChunk: (chunk) => chunks.push(chunk) })
  inflater.push(compressed)
  const whole = new Uint8Array(inflater.finish().bytes)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

function skipZeros(stream: ZStream): void {
  while (stream.avail_in > 0 && stream.input[stream.next_in] === 0) {
    stream.next_in++
    stream.avail_in--
  }
}

function notGzip(head: Uint8Array, fileName: string): Error {
  const guess = contentGuess(head)
  const what = guess === 'text' ? 'text' : guess === 'data' ? 'something else' : `a ${guess} file`
  return refusal({
    code: 'not-gzip',
    file: fileName,
    message: `The file’s name ends in .gz, but it contains ${what}, not gzip.`,
    remedy: 'Check that the download gave the image and not a web page or a pointer; or rename the file.',
  })
}

function damaged(fileName: string, bytes: number, reason: string): Error {
  return refusal({
    code: 'gzip-damaged',
    file: fileName,
    message: `The compressed data is damaged after ${bytes} inflated bytes${reason === '' ? '' : ` (${reason})`}.`,
    remedy: 'Copy or download it again.',
  })
}

function cutShort(fileName: string, bytes: number): Error {
  return refusal({
    code: 'gzip-truncated',
    file: fileName,
    message: `The compressed file stops in the middle, after ${bytes} inflated bytes.`,
    remedy: 'Copy or download it again.',
  })
}
