/** What the first bytes of a file look like; 'data' is anything unknown. */
export type ContentGuess =
  'nothing' | 'text' | 'gzip' | 'zip' | 'DICOM' | 'tar' | 'HDF5' | 'MATLAB' | 'PNG' | 'PDF' | 'data'

const signatures: readonly { at: number; text: string; guess: ContentGuess }[] = [
  { at: 0, text: '\x1f\x8b', guess: 'gzip' },
  { at: 0, text: 'PK\x03\x04', guess: 'zip' },
  { at: 128, text: 'DICM', guess: 'DICOM' },
  { at: 257, text: 'ustar', guess: 'tar' },
  { at: 0, text: '\x89HDF', guess: 'HDF5' },
  { at: 0, text: 'MATLAB 5', guess: 'MATLAB' },
  { at: 0, text: '\x89PNG', guess: 'PNG' },
  { at: 0, text: '%PDF', guess: 'PDF' },
]

/** What kind of file begins with these bytes; for words in messages and for recognition, not for parsing. */
export function contentGuess(head: Uint8Array): ContentGuess {
  if (head.length === 0) return 'nothing'
  const found = signatures.find(({ at, text }) => startsWith(head, at, text))
  return found?.guess ?? (looksLikeText(head) ? 'text' : 'data')
}

function startsWith(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false
  return true
}

/** No control characters but white space in the first 4096 bytes. */
function looksLikeText(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 4096).every((byte) => byte >= 32 || (byte >= 9 && byte <= 13))
}
