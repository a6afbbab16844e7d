/**
 * Combines every voxel of a mask of bytes 0 and 1, with a layer of zeros on every side, with its six face neighbours: by "and" for
 * an erosion, else by "or" within `interior`. `from`, `to` and `interior` have `plane` + 16 bytes before and behind them.
 */
export function joinNeighbours(
  from: usize,
  to: usize,
  interior: usize,
  size: usize,
  width: usize,
  plane: usize,
  isErosion: bool,
): void {
  for (let at: usize = 0; at < size; at += 16) {
    const here = from + at
    const inside = v128.load(interior + at)
    const x = v128.load(here - 1)
    const y = v128.load(here - width)
    const z = v128.load(here - plane)
    const x1 = v128.load(here + 1)
    const y1 = v128.load(here + width)
    const z1 = v128.load(here + plane)
    const joined = isErosion
      ? v128.and(v128.and(v128.and(x, x1), v128.and(y, y1)), v128.and(v128.and(z, z1), v128.load(here)))
      : v128.or(v128.or(v128.or(x, x1), v128.or(y, y1)), v128.or(v128.or(z, z1), v128.load(here)))
    v128.store(to + at, v128.and(joined, inside))
  }
}
