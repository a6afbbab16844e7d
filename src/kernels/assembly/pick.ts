/** Doubles of `rows` rows, `fromBytes` apart, at `count` positions (i32) into rows `toBytes` apart. */
export function pick(
  from: usize,
  fromBytes: usize,
  rows: usize,
  positions: usize,
  count: usize,
  to: usize,
  toBytes: usize,
): void {
  for (let row: usize = 0; row < rows; row++, from += fromBytes, to += toBytes) {
    for (let v: usize = 0; v < count; v++) {
      store<f64>(to + v * 8, load<f64>(from + ((<usize>load<i32>(positions + v * 4)) << 3)))
    }
  }
}
