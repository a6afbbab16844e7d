/** Sums over the scans of a whitened series split into fitted part and residual, orthogonal to each other. */
export interface VarianceSums {
  /** Centred sum of squares of the fitted part. */
  readonly fitted: number
  /** Sum of the fitted part. */
  readonly fittedSum: number
  /** Raw sum of squares of the residual. */
  readonly residual: number
  /** Sum of the residual. */
  readonly residualSum: number
  readonly scanCount: number
}

/**
 * nilearn's R squared (0.12.1, `RegressionResults.r_square`): population variance of the whitened fit over that of the whitened
 * data. A whitened residual need not have mean 0, so the value can exceed 1. 0 for data without variance.
 */
export function rSquaredFromSums(sums: VarianceSums): number {
  const { fitted, fittedSum, residual, residualSum, scanCount } = sums
  const total = fitted + residual - (residualSum * (2 * fittedSum + residualSum)) / scanCount
  return total > 0 ? fitted / total : 0
}
