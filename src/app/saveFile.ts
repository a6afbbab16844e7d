import type { NamedBytes } from '../protocol/runContract.ts'

/** How long a download may take to start before its memory is given back. */
const releaseAfterMs = 60_000

/** Hands a file to the user as a download. */
export function saveFile({ name, bytes }: NamedBytes): void {
  const url = URL.createObjectURL(new Blob([bytes]))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => {
    URL.revokeObjectURL(url)
  }, releaseAfterMs)
}
