import { two } from './stored'

/**
 * Adds scans of float32, `scanBytes` apart, to each voxel's sums (f64): one where what is not finite counts as 0, and a strict one.
 * `varies` (i64) becomes -1 where a value differs from `first` (f64). Two voxels at a time: what lies beyond the last voxel means
 * nothing and is not counted. Returns how many values are not finite.
 */
export function floatMoments(
  values: usize,
  scanBytes: usize,
  scans: usize,
  size: usize,
  slope: f64,
  intercept: f64,
  first: usize,
  sums: usize,
  strictSums: usize,
  varies: usize,
): f64 {
  const slopes = f64x2.splat(slope)
  const intercepts = f64x2.splat(intercept)
  const zero = f64x2.splat(0)
  let finite: i64 = 0
  for (let voxel: usize = 0; voxel < size; voxel += 2) {
    const at = voxel * 8
    const known = v128.load(first + at)
    let sum = v128.load(sums + at)
    let strict = v128.load(strictSums + at)
    let differs = v128.load(varies + at)
    let finiteHere = i64x2.splat(0)
    let from = values + voxel * 4
    for (let scan: usize = 0; scan < scans; scan++, from += scanBytes) {
      const plain = f64x2.add(f64x2.mul(slopes, two<f32>(from)), intercepts)
      // Only of a finite number is the difference to itself 0.
      const isFinite = f64x2.eq(f64x2.sub(plain, plain), zero)
      const value = v128.and(plain, isFinite)
      strict = f64x2.add(strict, plain)
      sum = f64x2.add(sum, value)
      differs = v128.or(differs, f64x2.ne(value, known))
      finiteHere = i64x2.sub(finiteHere, isFinite)
    }
    v128.store(sums + at, sum)
    v128.store(strictSums + at, strict)
    v128.store(varies + at, differs)
    finite += i64x2.extract_lane(finiteHere, 0)
    if (voxel + 1 < size) finite += i64x2.extract_lane(finiteHere, 1)
  }
  return <f64>(<i64>(scans * size) - finite)
}
