import { difference } from './difference.ts'
import type { PairedMaps } from './difference.ts'
import { covarianceOf, meanOf, varianceOf } from './moments.ts'

/** How far two maps agree over their common voxels. Moments are those of the population; A − B throughout. */
export interface Agreement {
  readonly count: number
  readonly meanA: number
  readonly meanB: number
  readonly sdA: number
  readonly sdB: number
  /** Pearson's r; NaN where a map is constant. */
  readonly r: number
  /** Least squares B = slope A + intercept; NaN where A is constant. */
  readonly slope: number
  readonly intercept: number
  /** Root of the mean squared difference. */
  readonly rmse: number
  /** Lin's concordance correlation (1989); NaN where both maps are constant and equal. */
  readonly concordance: number
  readonly meanDifference: number
  readonly sdDifference: number
  /** Mean difference ± 1.96 s.d. (Bland & Altman 1986). */
  readonly limitsOfAgreement: readonly [number, number]
}

/** Agreement of two maps; every number but the count is NaN where they have no voxel in common. */
export function agreement(pairs: PairedMaps): Agreement {
  const { a, b } = pairs
  const meanA = meanOf(a)
  const meanB = meanOf(b)
  const varianceA = spreadOf(a)
  const varianceB = spreadOf(b)
  const covariance = covarianceOf(a, b)
  const slope = ratio(covariance, varianceA)
  const differences = difference(pairs)
  const meanDifference = meanOf(differences)
  const sdDifference = Math.sqrt(varianceOf(differences))
  return {
    count: a.length,
    meanA,
    meanB,
    sdA: Math.sqrt(varianceA),
    sdB: Math.sqrt(varianceB),
    r: ratio(covariance, Math.sqrt(varianceA) * Math.sqrt(varianceB)),
    slope,
    intercept: meanB - slope * meanA,
    rmse: Math.hypot(meanDifference, sdDifference),
    concordance: ratio(2 * covariance, varianceA + varianceB + (meanA - meanB) ** 2),
    meanDifference,
    sdDifference,
    limitsOfAgreement: [meanDifference - 1.96 * sdDifference, meanDifference + 1.96 * sdDifference],
  }
}

/** The variance, and exactly 0 of equal values, whose mean rounding may move. */
function spreadOf(values: Float64Array): number {
  return values.every((value) => value === values[0]) ? 0 : varianceOf(values)
}

function ratio(numerator: number, denominator: number): number {
  return denominator === 0 ? NaN : numerator / denominator
}
