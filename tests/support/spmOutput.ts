import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { fixtures } from './referenceAnalyses.ts'

/** The bytes of a file of one analysis as SPM12 wrote it: the fixtures are compressed. */
export function spmOutput(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gunzipSync(readFileSync(`${fixtures}spm12-output/${name}.gz`)))
}

/** The same as the browser hands it over. */
export function spmOutputFile(name: string): File {
  return new File([spmOutput(name)], name)
}
