import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** What SPM12 wrote for one analysis of the block run; stored compressed, handed out as SPM wrote it. */
export function spmOutput(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    gunzipSync(readFileSync(new URL(`../fixtures/spm12-output/${name}.gz`, import.meta.url))),
  )
}
