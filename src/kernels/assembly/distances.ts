import { GROUP, NOTE } from './neighbours'
import { two } from './stored'

/** Groups of which all scans are gone through at a time: their distances are still in the processor's cache afterwards. */
export const TILE_GROUPS: usize = 32

/** Where in the scratch memory a tile has its voxels' first scan, the sums of their distances from it, and the mean distances. */
export const REFERENCE: usize = 0
export const SUMS: usize = TILE_GROUPS * GROUP * 8
export const SHIFTS: usize = 2 * SUMS

/**
 * Distances of a tile's voxels from their first scan, for integers that are the signal: float32, to rows of `width` voxels
 * `rowBytes` apart, and their sums, eight slots of i32 a group. Nothing of that is rounded. A group is stored with all its
 * eight places, of which the next group overwrites what was not its own; what lies beyond the row is put back.
 */
export function wholeDistances<T>(
  values: usize,
  scanBytes: usize,
  scans: usize,
  note: usize,
  last: usize,
  scratch: usize,
  width: usize,
  out: usize,
  rowBytes: usize,
): void {
  let slot = scratch
  for (let at = note; at < last; at += NOTE, slot += 4 * GROUP) {
    const eight = v128.load(values + load<i32>(at) * sizeof<T>())
    v128.store(slot, low<T>(eight), REFERENCE)
    v128.store(slot, high<T>(eight), REFERENCE + 16)
    v128.store(slot, i32x4.splat(0), SUMS)
    v128.store(slot, i32x4.splat(0), SUMS + 16)
  }
  for (let scan: usize = 0; scan < scans; scan++, values += scanBytes, out += rowBytes) {
    const end = out + 4 * width
    const beyond = v128.load(end)
    const further = v128.load(end, 16)
    let to = out
    slot = scratch
    for (let at = note; at < last; at += NOTE, slot += 4 * GROUP) {
      const eight = v128.load(values + load<i32>(at) * sizeof<T>())
      const a = i32x4.sub(low<T>(eight), v128.load(slot, REFERENCE))
      const b = i32x4.sub(high<T>(eight), v128.load(slot, REFERENCE + 16))
      v128.store(slot, i32x4.add(v128.load(slot, SUMS), a), SUMS)
      v128.store(slot, i32x4.add(v128.load(slot, SUMS + 16), b), SUMS + 16)
      v128.store(to, f32x4.convert_i32x4_s(a))
      v128.store(to, f32x4.convert_i32x4_s(b), 16)
      to += 4 * load<i32>(at, 4)
    }
    v128.store(end, beyond)
    v128.store(end, further, 16)
  }
}

/** The same of numbers that are scaled or may not be finite, in double; the sums are of the distances as they are kept. */
export function distances<T>(
  values: usize,
  scanBytes: usize,
  scans: usize,
  slope: f64,
  intercept: f64,
  note: usize,
  last: usize,
  scratch: usize,
  width: usize,
  out: usize,
  rowBytes: usize,
): void {
  let slot = scratch
  for (let at = note; at < last; at += NOTE) {
    const from = values + load<i32>(at) * sizeof<T>()
    for (let i: usize = 0; i < GROUP; i += 2, slot += 16) {
      v128.store(slot, signal<T>(from + i * sizeof<T>(), slope, intercept), REFERENCE)
      v128.store(slot, f64x2.splat(0), SUMS)
    }
  }
  for (let scan: usize = 0; scan < scans; scan++, values += scanBytes, out += rowBytes) {
    const end = out + 4 * width
    const beyond = v128.load(end)
    const further = v128.load(end, 16)
    let to = out
    slot = scratch
    for (let at = note; at < last; at += NOTE, slot += 8 * GROUP) {
      const from = values + load<i32>(at) * sizeof<T>()
      v128.store(to, fourDistances<T>(from, slope, intercept, slot))
      v128.store(to, fourDistances<T>(from + 4 * sizeof<T>(), slope, intercept, slot + 32), 16)
      to += 4 * load<i32>(at, 4)
    }
    v128.store(end, beyond)
    v128.store(end, further, 16)
  }
}

/** The lower four of eight 16-bit numbers as i32. */
// @ts-ignore: decorator
@inline
function low<T>(eight: v128): v128 {
  return isSigned<T>() ? i32x4.extend_low_i16x8_s(eight) : i32x4.extend_low_i16x8_u(eight)
}

// @ts-ignore: decorator
@inline
function high<T>(eight: v128): v128 {
  return isSigned<T>() ? i32x4.extend_high_i16x8_s(eight) : i32x4.extend_high_i16x8_u(eight)
}

/** Four distances as float32, which are added to their sums. */
// @ts-ignore: decorator
@inline
function fourDistances<T>(from: usize, slope: f64, intercept: f64, slot: usize): v128 {
  const a = twoDistances<T>(from, slope, intercept, slot)
  const b = twoDistances<T>(from + 2 * sizeof<T>(), slope, intercept, slot + 16)
  return v128.shuffle<i64>(a, b, 0, 2)
}

// @ts-ignore: decorator
@inline
function twoDistances<T>(from: usize, slope: f64, intercept: f64, slot: usize): v128 {
  const distance = f64x2.sub(signal<T>(from, slope, intercept), v128.load(slot, REFERENCE))
  const kept = f32x4.demote_f64x2_zero(distance)
  v128.store(slot, f64x2.add(v128.load(slot, SUMS), f64x2.promote_low_f32x4(kept)), SUMS)
  return kept
}

// @ts-ignore: decorator
@inline
function signal<T>(at: usize, slope: f64, intercept: f64): v128 {
  const plain = f64x2.add(f64x2.mul(f64x2.splat(slope), two<T>(at)), f64x2.splat(intercept))
  // Only of a finite number is the difference to itself 0.
  if (isFloat<T>()) return v128.and(plain, f64x2.eq(f64x2.sub(plain, plain), f64x2.splat(0)))
  return plain
}
