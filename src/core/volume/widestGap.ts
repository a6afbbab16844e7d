/** Two values that follow each other in ascending order. */
export interface Gap {
  readonly below: number
  readonly above: number
}

/** Where a gap is looked for. */
export interface GapRange {
  /** Values that occur. */
  readonly low: number
  readonly high: number
  /** How many values there are from the one to the other, these included; of several equal to an end not all need be counted. */
  readonly count: number
}

/**
 * The widest gap between neighbours of the sorted values from `low` to `high`, the first of equals; finite values. Linear in their
 * number: in as many equal intervals as there are values, no two of an interval are as far apart as the widest neighbours must
 * be (their distance is at least 1 / (count - 1) of the range), so that only the ends of the intervals are compared.
 */
export function widestGap(values: Float64Array, { low, high, count }: GapRange): Gap {
  if (!(high > low)) return { below: low, above: low }
  const least = new Float64Array(count).fill(Infinity)
  const most = new Float64Array(count).fill(-Infinity)
  for (const value of values) {
    if (value < low || value > high) continue
    const at = Math.min(count - 1, Math.floor(((value - low) / (high - low)) * count))
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
