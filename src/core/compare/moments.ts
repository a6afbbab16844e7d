/** Mean of the values; NaN of none. */
export function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum / values.length
}

/** Population covariance of two vectors of one length, in two passes; NaN of none. */
export function covarianceOf(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const meanX = meanOf(x)
  const meanY = meanOf(y)
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += (x[i] - meanX) * (y[i] - meanY)
  return sum / x.length
}

/** Population variance, in two passes; NaN of none. */
export function varianceOf(values: ArrayLike<number>): number {
  return covarianceOf(values, values)
}

/** The q-quantile (0 to 1) of ascending values, linear between neighbours; NaN of none. */
export function quantileOfSorted(ascending: ArrayLike<number>, q: number): number {
  if (ascending.length === 0) return NaN
  const position = Math.min(1, Math.max(0, q)) * (ascending.length - 1)
  const below = Math.floor(position)
  const above = Math.min(below + 1, ascending.length - 1)
  return ascending[below] + (position - below) * (ascending[above] - ascending[below])
}
