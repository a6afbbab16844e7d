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
  /** Where the limit stops it the checksum stays unread: give one byte more than is expected to have it checked. */
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
  const state: InflateState = {
    options,
    stream: new ZStream(),
    place: 'start',
    bytes: 0,
    members: 0,
    trailingBytes: 0,
  }
  zlibInflateInit2(state.stream, gzipWindowBits)
  state.stream.avail_out = 0
  return {
    push(input) {
      takeInput(state, input)
      return state.bytes < options.limitBytes
    },
    finish() {
      zlibInflateEnd(state.stream)
      const { place, bytes, members, trailingBytes } = state
      const stoppedAtLimit = bytes >= options.limitBytes
      const inside = place === 'member' || place === 'start'
      if (inside && !stoppedAtLimit) throw cutShort(options.fileName, bytes)
      return { bytes, members, stoppedAtLimit, trailingBytes }
    },
  }
}

interface InflateState {
  readonly options: InflateOptions
  readonly stream: ZStream
  /** Where in the file the next byte belongs; `after` is behind the last member and its padding. */
  place: 'start' | 'member' | 'between' | 'after'
  bytes: number
  members: number
  trailingBytes: number
}

function takeInput(state: InflateState, input: Uint8Array): void {
  const { stream, options } = state
  if (state.place === 'start' && input.length > 0) {
    if (input[0] !== 0x1f) throw notGzip(input, options.fileName)
    state.place = 'member'
  }
  stream.input = input
  stream.next_in = 0
  stream.avail_in = input.length
  while (stream.avail_in > 0 && state.bytes < options.limitBytes && state.place !== 'after') {
    if (state.place === 'between') beginMember(state)
    if (state.place === 'member') inflateMember(state)
  }
  if (state.place === 'after') state.trailingBytes += stream.avail_in
}

/** Skips padding; then the next member begins, or the file's end has come. */
function beginMember(state: InflateState): void {
  const { stream } = state
  while (stream.avail_in > 0 && stream.input[stream.next_in] === 0) {
    stream.next_in++
    stream.avail_in--
  }
  if (stream.avail_in === 0) return
  state.place = stream.input[stream.next_in] === 0x1f ? 'member' : 'after'
  if (state.place === 'member') zlibInflateReset(stream)
}

/** Inflates until the input is used up, the member ends, or the limit is reached. */
function inflateMember(state: InflateState): void {
  const { stream, options } = state
  do {
    if (stream.avail_out === 0) {
      stream.output = new Uint8Array(Math.min(chunkBytes, options.limitBytes - state.bytes))
      stream.next_out = 0
      stream.avail_out = stream.output.length
    }
    const from = stream.next_out
    const status = zlibInflate(stream, Z_NO_FLUSH)
    const piece = stream.output.subarray(from, stream.next_out)
    state.bytes += piece.length
    if (piece.length > 0) options.onChunk(piece)
    if (status === Z_STREAM_END) {
      state.place = 'between'
      state.members++
      return
    }
    if (status !== Z_OK && status !== Z_BUF_ERROR) throw damaged(options.fileName, state.bytes, stream.msg)
  } while (state.bytes < options.limitBytes && stream.avail_out === 0)
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
