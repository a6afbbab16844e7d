import { createDigest } from '../core/formats/digest.ts'

/** SHA-256 of a file's bytes in hexadecimal, read piece by piece. */
export async function sha256OfFile(file: Blob): Promise<string> {
  const digest = createDigest()
  const reader = file.stream().getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return digest.finish()
    digest.add(value)
  }
}
