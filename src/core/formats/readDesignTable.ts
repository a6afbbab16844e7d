import { isAfniMatrix, readAfniMatrix } from './afniMatrix.ts'
import type { DesignContrast, DesignTable } from './designTable.ts'
import { readDesignCsv } from './designCsv.ts'
import { isFslMatrix, readFslContrasts, readFslMatrix } from './fslMatrix.ts'
import { refusal } from './refuse.ts'

/** Longest text of a design that is read: 200 000 numbers in full precision are a fifth of it. */
const mostCharacters = 24_000_000

/**
 * Reads a design matrix: FSL's design.mat, AFNI's .xmat.1D, or a CSV or TSV with a header as nilearn's `design_matrix.to_csv` saves it,
 * with or without its index. Throws a Refusal for anything else.
 */
export function readDesignTable(text: string, fileName: string): DesignTable {
  checkLength(text, fileName)
  if (isAfniMatrix(text)) return readAfniMatrix(text, fileName)
  return isFslMatrix(text) ? readFslMatrix(text, fileName) : readDesignCsv(text, fileName)
}

/** Reads FSL's design.con. Throws a Refusal for anything else. */
export function readDesignContrasts(text: string, fileName: string): readonly DesignContrast[] {
  checkLength(text, fileName)
  return readFslContrasts(text, fileName)
}

function checkLength(text: string, file: string): void {
  if (text.length <= mostCharacters) return
  throw refusal({
    code: 'design-too-large',
    file,
    message: `The file has ${text.length} characters, more than the ${mostCharacters} that are read of a design.`,
    remedy: 'Drop the design of one run.',
  })
}
