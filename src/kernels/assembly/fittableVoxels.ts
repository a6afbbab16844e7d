/**
 * Lists the voxels of a mask that vary (bytes, 1 where they do) in `voxels` (i32) and returns their number. `inside` receives two
 * doubles: how many the mask holds, and the sum of their means, added one after the other.
 */
export function fittableVoxels(
  mask: usize,
  varies: usize,
  mean: usize,
  size: i32,
  voxels: usize,
  inside: usize,
): i32 {
  let count = 0
  let insideCount = 0
  let sum: f64 = 0
  for (let i = 0; i < size; i++) {
    if (load<u8>(mask + i) == 0) continue
    insideCount++
    sum += load<f64>(mean + ((<usize>i) << 3))
    if (load<u8>(varies + i) != 1) continue
    store<i32>(voxels + ((<usize>count) << 2), i)
    count++
  }
  store<f64>(inside, <f64>insideCount)
  store<f64>(inside, sum, 8)
  return count
}
