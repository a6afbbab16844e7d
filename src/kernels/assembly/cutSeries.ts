import { distances, REFERENCE, SHIFTS, SUMS, TILE_GROUPS, wholeDistances } from './distances'
import { GROUP, NOTE, noteGroups, voxelsOf } from './neighbours'
import { FLOAT32, INT16 } from './stored'

/**
 * The series of `count` voxels (i32 positions within a scan, ascending) of a run with its scans `scanBytes` apart, centred:
 * float32, [scan][voxel] at `out`, and their `means` (f64). Each value is first its float32 distance from the voxel's first
 * scan; the mean of these is then taken off. What is not finite counts as 0. `scratch` has room for a tile, see `distances.ts`,
 * and after it a note per voxel; 32 bytes beyond each array may be read, and are left as they are.
 */
export function cutSeries(
  values: usize,
  scanBytes: usize,
  scans: usize,
  storage: i32,
  slope: f64,
  intercept: f64,
  voxels: usize,
  count: usize,
  scratch: usize,
  means: usize,
  out: usize,
): void {
  const rowBytes = 4 * count
  const isWhole = storage != FLOAT32 && slope == 1 && intercept == 0
  let note = scratch + SHIFTS + TILE_GROUPS * GROUP * 8
  const end = noteGroups(voxels, count, note)
  while (note < end) {
    const last = min(note + NOTE * TILE_GROUPS, end)
    const width = voxelsOf(note, last)
    if (isWhole) {
      if (storage == INT16) wholeDistances<i16>(values, scanBytes, scans, note, last, scratch, width, out, rowBytes)
      else wholeDistances<u16>(values, scanBytes, scans, note, last, scratch, width, out, rowBytes)
      findMeans<i32>(scans, note, last, scratch, means)
    } else {
      if (storage == INT16) distances<i16>(values, scanBytes, scans, slope, intercept, note, last, scratch, width, out, rowBytes)
      else if (storage == FLOAT32) distances<f32>(values, scanBytes, scans, slope, intercept, note, last, scratch, width, out, rowBytes)
      else distances<u16>(values, scanBytes, scans, slope, intercept, note, last, scratch, width, out, rowBytes)
      findMeans<f64>(scans, note, last, scratch, means)
    }
    centre(scans, width, scratch + SHIFTS, out, rowBytes)
    out += 4 * width
    means += 8 * width
    note = last
  }
}

/** Mean distances of a tile's voxels, one after the other, and their means. */
function findMeans<T>(scans: usize, note: usize, last: usize, scratch: usize, means: usize): void {
  let shift = scratch + SHIFTS
  for (let slot = scratch; note < last; note += NOTE, slot += GROUP * sizeof<T>()) {
    const end = slot + load<i32>(note, 4) * sizeof<T>()
    for (let at = slot; at < end; at += sizeof<T>(), shift += 8, means += 8) {
      const distance = <f64>load<T>(at, SUMS) / <f64>scans
      store<f64>(shift, distance)
      store<f64>(means, distance + <f64>load<T>(at, REFERENCE))
    }
  }
}

/** Takes the shifts (f64) off `width` voxels of every row. */
function centre(scans: usize, width: usize, shifts: usize, out: usize, rowBytes: usize): void {
  for (let scan: usize = 0; scan < scans; scan++, out += rowBytes) {
    let v: usize = 0
    for (; v + 4 <= width; v += 4) {
      const four = v128.load(out + 4 * v)
      const low = less(four, v128.load(shifts + 8 * v))
      const high = less(v128.shuffle<i64>(four, four, 1, 0), v128.load(shifts + 8 * v, 16))
      v128.store(out + 4 * v, v128.shuffle<i64>(low, high, 0, 2))
    }
    for (; v < width; v++) {
      store<f32>(out + 4 * v, <f32>(<f64>load<f32>(out + 4 * v) - load<f64>(shifts + 8 * v)))
    }
  }
}

/** The first two of four f32, less two doubles; the others are 0. */
// @ts-ignore: decorator
@inline
function less(four: v128, shifts: v128): v128 {
  return f32x4.demote_f64x2_zero(f64x2.sub(f64x2.promote_low_f32x4(four), shifts))
}
