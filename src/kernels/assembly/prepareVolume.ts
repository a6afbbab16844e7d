/** Sets doubles to 0 where those at `known`, which may be the same, are not finite. Two at a time, one beyond the last of an odd number. */
export function dropNonFinite(values: usize, known: usize, size: usize): void {
  const zero = f64x2.splat(0)
  for (let at: usize = 0; at < size * 8; at += 16) {
    const value = v128.load(known + at)
    // Only of a finite number is the difference to itself 0.
    const isFinite = f64x2.eq(f64x2.sub(value, value), zero)
    v128.store(values + at, v128.and(v128.load(values + at), isFinite))
  }
}

/** Rounds doubles to the nearest float32. */
export function roundToFloat32(values: usize, size: usize): void {
  for (let at: usize = 0; at < size * 8; at += 16) {
    const rounded = f32x4.demote_f64x2_zero(v128.load(values + at))
    v128.store(values + at, f64x2.promote_low_f32x4(rounded))
  }
}
