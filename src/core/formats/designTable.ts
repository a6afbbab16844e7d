import type { DesignColumn } from '../design/design.ts'
import type { Finding } from '../finding.ts'

/** Who wrote a design matrix; `table` is any other table of numbers. */
export const designSources = ['nilearn', 'spm12', 'fsl', 'afni', 'table'] as const

export type DesignSource = (typeof designSources)[number]

/** Most numbers that a design matrix may have: 2000 scans of 100 columns. */
export const mostDesignNumbers = 200_000

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
  /** Whether slow drifts are among the columns, or have been filtered out of them and of the data they are for. */
  readonly drift: 'columns' | 'filtered' | 'none'
  /** Whether a constant is a combination of the columns. */
  readonly hasConstant: boolean
  /** Contrasts that the same file holds. */
  readonly contrasts: readonly DesignContrast[]
  readonly findings: readonly Finding[]
}

/** A contrast from a file: rows of weights in the columns' order; several rows are an F. */
export interface DesignContrast {
  readonly name: string
  readonly rows: readonly (readonly number[])[]
}
