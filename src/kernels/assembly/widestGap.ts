/**
 * The widest gap between neighbours of the sorted doubles from `low` to `high`, which is greater; `gap` receives its two ends.
 * `intervals` (two doubles for each of `count`) receives the least and greatest value of each. See the twin.
 */
export function widestGap(
  values: usize,
  size: usize,
  low: f64,
  high: f64,
  count: i32,
  intervals: usize,
  gap: usize,
): void {
  const end = intervals + ((<usize>count) << 4)
  const empty = f64x2.replace_lane(f64x2.splat(Infinity), 1, -Infinity)
  for (let at = intervals; at < end; at += 16) v128.store(at, empty)
  spread(values, size, low, high, count, intervals)
  let below = low
  let above = low
  let last = low
  for (let at = intervals; at < end; at += 16) {
    const least = load<f64>(at)
    if (least == Infinity) continue
    if (least - last > above - below) {
      below = last
      above = least
    }
    last = load<f64>(at, 8)
  }
  store<f64>(gap, below)
  store<f64>(gap, above, 8)
}

function spread(values: usize, size: usize, low: f64, high: f64, count: i32, intervals: usize): void {
  const range = high - low
  const intervalCount = <f64>count
  const last = count - 1
  for (const end = values + size * 8; values < end; values += 8) {
    const value = load<f64>(values)
    if (value < low || value > high) continue
    const position = ((value - low) / range) * intervalCount
    // Of infinities; nowhere for the twin too.
    if (position != position) continue
    const at = intervals + ((<usize>min(last, <i32>position)) << 4)
    if (value < load<f64>(at)) store<f64>(at, value)
    if (value > load<f64>(at, 8)) store<f64>(at, value, 8)
  }
}
