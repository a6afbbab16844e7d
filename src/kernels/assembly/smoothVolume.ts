/**
 * Smooths lines of `length` neighbours: each is copied to `line` by way of `sources` (i32, length + taps - 1 positions within a
 * line), where its reflections lie beside it, and weighed into `out`. `line` and `out` take one double more than they need.
 */
export function smoothLines(
  volume: usize,
  size: usize,
  length: usize,
  sources: usize,
  weights: usize,
  taps: usize,
  line: usize,
  out: usize,
): void {
  const extended = length + taps - 1
  const end = volume + size * 8
  for (; volume < end; volume += length * 8) {
    for (let i: usize = 0; i < extended; i++) {
      store<f64>(line + 8 * i, load<f64>(volume + 8 * <usize>load<i32>(sources + 4 * i)))
    }
    for (let i: usize = 0; i < length; i += 2) {
      let sum = f64x2.splat(0)
      for (let x: usize = 0; x < taps; x++) {
        sum = f64x2.add(sum, f64x2.mul(v128.load64_splat(weights + 8 * x), v128.load(line + 8 * (i + x))))
      }
      v128.store(out + 8 * i, sum)
    }
    out += length * 8
  }
}

/** Smooths along an axis whose neighbours lie `stride` apart; a whole run of `stride` neighbours shares each weight. */
export function smoothAxis(
  volume: usize,
  size: usize,
  length: usize,
  stride: usize,
  sources: usize,
  weights: usize,
  taps: usize,
  out: usize,
): void {
  const whole = stride & ~1
  for (let start: usize = 0; start < size; start += length * stride) {
    const block = volume + start * 8
    for (let i: usize = 0; i < length; i++) {
      const to = out + (start + i * stride) * 8
      for (let s: usize = 0; s < whole; s += 2) {
        let sum = f64x2.splat(0)
        for (let x: usize = 0; x < taps; x++) {
          const from = block + (<usize>load<i32>(sources + 4 * (i + x)) * stride + s) * 8
          sum = f64x2.add(sum, f64x2.mul(v128.load64_splat(weights + 8 * x), v128.load(from)))
        }
        v128.store(to + s * 8, sum)
      }
      if (whole < stride) {
        let sum: f64 = 0
        for (let x: usize = 0; x < taps; x++) {
          const from = block + (<usize>load<i32>(sources + 4 * (i + x)) * stride + whole) * 8
          sum += load<f64>(weights + 8 * x) * load<f64>(from)
        }
        store<f64>(to + whole * 8, sum)
      }
    }
  }
}
