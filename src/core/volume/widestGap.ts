import { valueAtRank } from '../math/selectValue.ts'

/** Two values that follow each other in ascending order. */
export interface Gap {
  readonly below: number
  readonly above: number
}

/**
 * The widest gap between neighbours of the sorted values from rank `from` to rank `to` (from 0), the first of equals; finite
 * values. Linear in their number: in twice as many equal intervals as there are values, no two of an interval are as far apart
 * as the widest neighbours must be, so that only the ends of the intervals are compared.
 */
export function widestGap(values: Float64Array, from: number, to: number): Gap {
  const copy = values.slice()
  const low = valueAtRank(copy, from)
  const high = valueAtRank(copy, to)
  if (!(high > low)) return { below: low, above: low }
  const intervals = 2 * (to - from + 1)
  const least = new Float64Array(intervals).fill(Infinity)
  const most = new Float64Array(intervals).fill(-Infinity)
  for (const value of values) {
    if (value < low || value > high) continue
    const at = Math.min(intervals - 1, Math.floor(((value - low) / (high - low)) * intervals))
    if (value < least[at]) least[at] = value
    if (value > most[at]) most[at] = value
  }
  return betweenIntervals(least, most, low)
}

function betweenIntervals(least: Float64Array, most: Float64Array, low: number): Gap {
  let [below, above] = [low, low]
  let last = low
  for (let at = 0; at < least.length; at++) {
    if (least[at] === Infinity) continue
    if (least[at] - last > above - below) [below, above] = [last, least[at]]
    last = most[at]
  }
  return { below, above }
}
