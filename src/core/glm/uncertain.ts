/** Largest amplification of rounding times share of squares to residual squares; dispersions then agree to about 1e-9. */
export const largestLoss = 1e5

/** Whether a difference of kept products is too small beside them: `amplification` is 0 where the series were read. */
export function losesDigits(amplification: number, squares: number, residualSquares: number): boolean {
  return amplification > 0 && !(amplification * squares <= largestLoss * residualSquares)
}

/** A lag-1 estimate closer than this to the edge of its bin is cut by sums over the series themselves. */
export const closeToEdge = 1e-6

function isAtEdge(bins: number): boolean {
  const edge = Math.round(bins)
  return edge !== 0 && Math.abs(bins - edge) < closeToEdge
}

/** Whether kept products do not tell a voxel's estimates or its label, which is cut from `bins`, for certain. */
export function isUncertain(
  amplification: number,
  bins: number,
  squares: number,
  residualSquares: number,
): boolean {
  return amplification > 0 && (losesDigits(amplification, squares, residualSquares) || isAtEdge(bins))
}
