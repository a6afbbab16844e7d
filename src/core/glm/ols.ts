import type { Design } from '../design/design.ts'
import { pseudoInverse, rank, svd } from '../math/decompositions.ts'
import { multiply, transpose, type Matrix } from '../math/matrix.ts'
import { residualTo } from '../math/columnSpace.ts'
import type { CommonFitPlan } from './fitPlan.ts'

/** What the residual sum of squares is divided by, and the degrees of freedom of t. */
export interface ResidualDf {
  readonly dispersionDivisor: number
  readonly residualDf: number
}

/** Rank as nilearn 0.12.1 counts it (`regression.OLSModel`): singular values above eps times the sum of |X|. */
function nilearnRank(designMatrix: Matrix): number {
  const tolerance = 2 ** -52 * designMatrix.data.reduce((sum, value) => sum + Math.abs(value), 0)
  return svd(designMatrix).s.filter((value) => value > tolerance).length
}

/** The filtered design K X, n x p. */
export function filteredDesign(design: Pick<Design, 'matrix' | 'filterBasis'>): Matrix {
  return design.filterBasis.columns === 0 ? design.matrix : residualTo(design.filterBasis, design.matrix)
}

/**
 * Degrees of freedom of OLS and of nilearn's AR(1). Without a filter the divisor is n - p with p the number of columns and
 * the df are n - rank X (nilearn 0.12.1: the two differ for a rank-deficient design); with a filter both are n - q - rank KX.
 */
export function residualDf(design: Pick<Design, 'matrix' | 'filterBasis'>): ResidualDf {
  const { rows: n, columns: p } = design.matrix
  const q = design.filterBasis.columns
  if (q === 0) return { dispersionDivisor: n - p, residualDf: n - nilearnRank(design.matrix) }
  const df = n - q - rank(filteredDesign(design))
  return { dispersionDivisor: df, residualDf: df }
}

/** Ordinary least squares of K y on K X by the pseudo-inverse (nilearn's `OLSModel`; SPM12 with serial correlations none). */
export function olsPlan(design: Design): CommonFitPlan {
  const estimator = pseudoInverse(filteredDesign(design))
  return {
    kind: 'common',
    designMatrix: design.matrix,
    filterBasis: design.filterBasis,
    // Rows of pinv(KX) are orthogonal to X0 already: pinv(KX) K = pinv(KX).
    estimator,
    covariance: multiply(estimator, transpose(estimator)),
    ...residualDf(design),
    noiseRho: 0,
  }
}
