import { quantileInPlace } from '../math/selectValue.ts'

/** Lower and upper end of an axis. */
export type AxisRange = readonly [number, number]

/**
 * A range that holds all but the most extreme values of all the vectors together: the central 1 - 2 `tail` of them and 5 % more
 * at each end. Of equal values, 1 around them; of none, [0, 1].
 */
export function robustRange(vectors: readonly Float64Array[], tail = 0.001): AxisRange {
  const length = vectors.reduce((sum, values) => sum + values.length, 0)
  if (length === 0) return [0, 1]
  const pooled = new Float64Array(length)
  let offset = 0
  for (const values of vectors) {
    pooled.set(values, offset)
    offset += values.length
  }
  const low = quantileInPlace(pooled, tail)
  const high = quantileInPlace(pooled, 1 - tail)
  const margin = high > low ? 0.05 * (high - low) : 0.5
  return [low - margin, high + margin]
}
