/** The value at `rank` in ascending order; reorders the doubles, of which those before `from` are in their place. See the twin. */
export function valueAtRank(values: usize, size: i32, rank: i32, from: i32): f64 {
  let low = from
  let high = size - 1
  while (low < high) {
    const pivot = medianOfThree(value(values, low), value(values, (low + high) >> 1), value(values, high))
    let i = low
    let j = high
    while (i <= j) {
      while (value(values, i) < pivot) i++
      while (value(values, j) > pivot) j--
      if (i > j) break
      const kept = value(values, i)
      store<f64>(values + ((<usize>i) << 3), value(values, j))
      store<f64>(values + ((<usize>j) << 3), kept)
      i++
      j--
    }
    if (rank <= j) high = j
    else if (rank >= i) low = i
    else break
  }
  return value(values, rank)
}

// @ts-ignore: decorator
@inline
function value(values: usize, at: i32): f64 {
  return load<f64>(values + ((<usize>at) << 3))
}

// @ts-ignore: decorator
@inline
function medianOfThree(a: f64, b: f64, c: f64): f64 {
  return max(min(a, b), min(max(a, b), c))
}
