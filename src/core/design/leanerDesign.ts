import { selectColumns, type Matrix } from '../math/matrix.ts'
import { contrastPrecision } from './diagnostics.ts'

/** The design without one column that a contrast does not need, and how exact the contrast is there. */
export interface LeanerDesign {
  /** The column left out. */
  readonly without: number
  /** Standard error of the contrast at noise of s.d. 1 in what is left. */
  readonly standardError: number
}

/**
 * The best equivalent design of one contrast: of the candidate columns that it does not weigh, the one without which its standard
 * error is least. Null where no candidate is left over or leaving one out gains less than 1 %.
 */
export function leanerDesign(
  design: Matrix,
  weights: ArrayLike<number>,
  candidates: readonly number[],
): LeanerDesign | null {
  const own = contrastPrecision(design, weights).standardError
  const found = candidates
    .filter((column) => weights[column] === 0)
    .map((without): LeanerDesign => {
      const kept = Array.from({ length: design.columns }, (_, j) => j).filter((j) => j !== without)
      const rest = kept.map((j) => weights[j])
      return { without, standardError: contrastPrecision(selectColumns(design, kept), rest).standardError }
    })
    .filter(({ standardError }) => standardError > 0 && standardError < 0.99 * own)
    .toSorted((a, b) => a.standardError - b.standardError)
  return found.length > 0 ? found[0] : null
}
