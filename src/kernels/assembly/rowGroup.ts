/** Bytes of the weights that a group of four rows has for one scan. */
export const GROUP_BYTES: usize = 32

/** What is summed so far, and two doubles times their weight. */
// @ts-ignore: decorator
@inline
function plus(sum: v128, weight: v128, y: v128): v128 {
  return f64x2.add(sum, f64x2.mul(weight, y))
}

/** What becomes of a group's sums: they replace what the rows hold, go on from it, or have their squares added to its first. */
export const REPLACE: i32 = 0
export const GO_ON: i32 = 1
export const ADD_SQUARES: i32 = 2

/**
 * Four doubles of each of four rows, the rows `rowBytes` apart at `to`: weights at `w` times the values at `y`, `step` bytes
 * from one to the next, summed one after the other until the weights' `end`.
 */
// @ts-ignore: decorator
@inline
export function weighGroup(
  y: usize,
  step: usize,
  w: usize,
  end: usize,
  to: usize,
  rowBytes: usize,
  fate: i32,
): void {
  const to1 = to + rowBytes
  const to2 = to1 + rowBytes
  const to3 = to2 + rowBytes
  let a0 = f64x2.splat(0)
  let a1 = a0
  let b0 = a0
  let b1 = a0
  let c0 = a0
  let c1 = a0
  let d0 = a0
  let d1 = a0
  if (fate == GO_ON) {
    a0 = v128.load(to)
    a1 = v128.load(to, 16)
    b0 = v128.load(to1)
    b1 = v128.load(to1, 16)
    c0 = v128.load(to2)
    c1 = v128.load(to2, 16)
    d0 = v128.load(to3)
    d1 = v128.load(to3, 16)
  }
  for (; w < end; w += GROUP_BYTES, y += step) {
    const y0 = v128.load(y)
    const y1 = v128.load(y, 16)
    const wa = v128.load64_splat(w)
    a0 = plus(a0, wa, y0)
    a1 = plus(a1, wa, y1)
    const wb = v128.load64_splat(w, 8)
    b0 = plus(b0, wb, y0)
    b1 = plus(b1, wb, y1)
    const wc = v128.load64_splat(w, 16)
    c0 = plus(c0, wc, y0)
    c1 = plus(c1, wc, y1)
    const wd = v128.load64_splat(w, 24)
    d0 = plus(d0, wd, y0)
    d1 = plus(d1, wd, y1)
  }
  if (fate == ADD_SQUARES) {
    v128.store(to, plus(plus(plus(plus(v128.load(to), a0, a0), b0, b0), c0, c0), d0, d0))
    v128.store(to, plus(plus(plus(plus(v128.load(to, 16), a1, a1), b1, b1), c1, c1), d1, d1), 16)
    return
  }
  v128.store(to, a0)
  v128.store(to, a1, 16)
  v128.store(to1, b0)
  v128.store(to1, b1, 16)
  v128.store(to2, c0)
  v128.store(to2, c1, 16)
  v128.store(to3, d0)
  v128.store(to3, d1, 16)
}
