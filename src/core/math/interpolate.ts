/**
 * `count` evenly spaced values from `first` to `last`, computed as numpy does (index * step + first, last value forced),
 * so that comparisons with event onsets round the same way.
 */
export function linspace(first: number, last: number, count: number): Float64Array {
  const result = new Float64Array(count)
  const step = count > 1 ? (last - first) / (count - 1) : 0
  for (let i = 0; i < count; i++) result[i] = i * step + first
  if (count > 1) result[count - 1] = last
  return result
}

/** First index i with `sorted[i] >= x`, or the length when there is none; `sorted` ascends. */
export function searchSorted(sorted: Float64Array, x: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle] < x) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Value at `x` of the line through the two grid points around it; `valueAt(index)` gives the value at a grid point.
 * Beyond either end the outermost interval is extended. The grid ascends and has at least two points.
 */
export function interpolateAt(grid: Float64Array, valueAt: (index: number) => number, x: number): number {
  const high = Math.min(Math.max(searchSorted(grid, x), 1), grid.length - 1)
  const low = high - 1
  const lowValue = valueAt(low)
  const slope = (valueAt(high) - lowValue) / (grid[high] - grid[low])
  return slope * (x - grid[low]) + lowValue
}
