import { createDigest } from '../core/formats/digest.ts'
import { filePieces } from './filePieces.ts'

/** SHA-256 of a file's bytes in hexadecimal, read piece by piece. */
export async function sha256OfFile(file: Blob): Promise<string> {
  const digest = createDigest()
  for await (const piece of filePieces(file, () => undefined)) digest.add(piece)
  return digest.finish()
}
