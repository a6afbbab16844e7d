import type { Finding } from '../finding.ts'
import type { Matrix } from '../math/matrix.ts'

export type ColumnRole = 'condition' | 'confound' | 'drift' | 'constant'

export interface DesignColumn {
  /** One name in every pipeline: `movement`, `movement_derivative`, `trans_x`, `drift_1`, `constant`. */
  readonly name: string
  readonly role: ColumnRole
  /** The condition a condition column belongs to. */
  readonly condition?: string
  /** SPM12's name of the column, such as `Sn(1) movement*bf(1)`. */
  readonly alias?: string
}

/** The design of one run as a pipeline models it. */
export interface Design {
  readonly columns: readonly DesignColumn[]
  /** n scans x p columns, neither whitened nor filtered. */
  readonly matrix: Matrix
  /** n x q orthonormal basis that a filter projects out of data and design after whitening; q = 0 without one. */
  readonly filterBasis: Matrix
  /** Sampling instants of the scans in seconds from the start of the run. */
  readonly frameTimesSeconds: Float64Array
  readonly findings: readonly Finding[]
}
