/**
 * The value that would stand at `rank` (from 0) were the finite values in ascending order; reorders `values`. Linear in their number
 * (Hoare 1961, algorithm 65), where sorting takes n log n: maps have hundreds of thousands of voxels and only a few ranks are asked for.
 * Where the value of a lower rank has been put in its place before, only what lies `from` there on is looked at.
 */
export function valueAtRank(values: Float64Array, rank: number, from = 0): number {
  let low = from
  let high = values.length - 1
  while (low < high) {
    const pivot = medianOfThree(values, low, high)
    let i = low
    let j = high
    while (i <= j) {
      while (values[i] < pivot) i++
      while (values[j] > pivot) j--
      if (i > j) break
      const kept = values[i]
      values[i++] = values[j]
      values[j--] = kept
    }
    if (rank <= j) high = j
    else if (rank >= i) low = i
    else return values[rank]
  }
  return values[rank]
}

/** The q-quantile (0 to 1) of finite values, linear between neighbours; NaN of none. Reorders `values`. */
export function quantileInPlace(values: Float64Array, q: number): number {
  if (values.length === 0) return NaN
  const position = Math.min(1, Math.max(0, q)) * (values.length - 1)
  const below = Math.floor(position)
  const low = valueAtRank(values, below)
  if (position === below) return low
  // What follows `below` is nowhere smaller: its least value is the next in order.
  let next = Infinity
  for (let i = below + 1; i < values.length; i++) if (values[i] < next) next = values[i]
  return low + (position - below) * (next - low)
}

function medianOfThree(values: Float64Array, low: number, high: number): number {
  const [a, b, c] = [values[low], values[(low + high) >> 1], values[high]]
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}
