import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/** SHA-256 of bytes that come in pieces. */
export interface Digest {
  add(piece: Uint8Array): void
  /** Lower-case hexadecimal; nothing can be added afterwards. */
  finish(): string
}

/** The digest of nothing yet. */
export function createDigest(): Digest {
  const hash = sha256.create()
  return {
    add(piece) {
      hash.update(piece)
    },
    finish: () => bytesToHex(hash.digest()),
  }
}
