import type { Finding } from '../finding.ts'
import type { MatValue } from './matValue.ts'
import { refusal } from './refuse.ts'

/** The variables of a MAT file by name. */
export interface MatFile {
  readonly variables: ReadonlyMap<string, MatValue>
  readonly findings: readonly Finding[]
}

export interface MatOptions {
  readonly fileName: string
  /** Whether a part is needed, by its path such as ['SPM', 'xY', 'VY']; everything where absent. */
  readonly wanted?: (path: readonly string[]) => boolean
}

/**
 * Reads a MAT file of version 5 to 7 (MATLAB's -v6 and -v7, Octave's -mat): both byte orders, compressed elements. Objects and function
 * handles are passed over with a finding. Throws a Refusal for version 4, version 7.3 (HDF5) and damaged or oversized files.
 */
export function readMatFile(bytes: Uint8Array, { fileName }: MatOptions): MatFile {
  throw notReadYet(fileName, bytes.length)
}

function notReadYet(file: string, length: number): Error {
  return refusal({
    code: 'mat-unread',
    file,
    message: `The MAT file of ${length} bytes is not read yet.`,
    remedy: 'Drop other files.',
  })
}
