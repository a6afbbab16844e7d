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
