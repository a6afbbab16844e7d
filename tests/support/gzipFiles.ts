import { gzipSync } from 'node:zlib'

/** One gzip member. */
export function gzipMember(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(gzipSync(bytes))
}

/** A gzip file of several members, the bytes cut into equal parts. */
export function gzipMembers(bytes: Uint8Array, parts: number): Uint8Array {
  const size = Math.ceil(bytes.length / parts)
  return joined(Array.from({ length: parts }, (_, i) => gzipMember(bytes.subarray(i * size, (i + 1) * size))))
}

/** Pieces of bytes one after the other. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    result.set(piece, at)
    at += piece.length
  }
  return result
}

/** Bytes that hardly compress, from a seed. */
export function noisyBytes(length: number, seed = 1): Uint8Array {
  let state = seed
  return Uint8Array.from({ length }, () => {
    state = (state * 16807) % 2147483647
    return state & 0xff
  })
}
