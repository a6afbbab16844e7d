import type { Grid } from '../volume/grid.ts'
import type { PairedMaps } from './difference.ts'
import { meanOf } from './moments.ts'

/** A closed outline in the plane of a plot, corner by corner, in units of the data. */
export interface PlotRegion {
  readonly x: readonly number[]
  readonly y: readonly number[]
}

/** Whether a point lies inside a closed outline; where it crosses itself, by the even-odd rule. */
export function isInside({ x, y }: PlotRegion, px: number, py: number): boolean {
  let inside = false
  for (let i = 0, j = x.length - 1; i < x.length; j = i++) {
    const crosses = y[i] > py !== y[j] > py
    if (crosses && px < ((x[j] - x[i]) * (py - y[i])) / (y[j] - y[i]) + x[i]) inside = !inside
  }
  return inside
}

/** Positions of the points (x[i], y[i]) inside an outline, ascending. */
export function pointsInside(region: PlotRegion, x: ArrayLike<number>, y: ArrayLike<number>): Int32Array {
  const found: number[] = []
  for (let i = 0; i < x.length; i++) if (isInside(region, x[i], y[i])) found.push(i)
  return Int32Array.from(found)
}

/** Positions at which either of two maps has a value from `low` to `high`, ascending. */
export function pointsInRange(
  { a, b }: Pick<PairedMaps, 'a' | 'b'>,
  [low, high]: readonly [number, number],
): Int32Array {
  const within = (value: number): boolean => value >= low && value <= high
  return Int32Array.from(a.keys()).filter((i) => within(a[i]) || within(b[i]))
}

/** File-order indices of the voxels whose centre is at most `radiusMm` from a position, ascending. */
export function voxelsInSphere(
  { dims: [nx, ny, nz], mmFromVoxel: m }: Grid,
  centreMm: readonly [number, number, number],
  radiusMm: number,
): Int32Array {
  const found: number[] = []
  // A voxel at exactly the radius is inside, whatever the affine's rounding.
  const limit = radiusMm * radiusMm * (1 + 1e-9)
  for (let k = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++) {
        const dx = m[0] * i + m[1] * j + m[2] * k + m[3] - centreMm[0]
        const dy = m[4] * i + m[5] * j + m[6] * k + m[7] - centreMm[1]
        const dz = m[8] * i + m[9] * j + m[10] * k + m[11] - centreMm[2]
        if (dx * dx + dy * dy + dz * dz <= limit) found.push(i + nx * (j + ny * k))
      }
    }
  }
  return Int32Array.from(found)
}

/** Positions in `pairs.voxels` of the voxels of a list; both ascending. */
export function positionsOf(pairs: Pick<PairedMaps, 'voxels'>, voxels: Int32Array): Int32Array {
  const found: number[] = []
  for (let i = 0, j = 0; i < pairs.voxels.length && j < voxels.length;) {
    if (pairs.voxels[i] < voxels[j]) i++
    else if (pairs.voxels[i] > voxels[j]) j++
    else {
      found.push(i)
      i++
      j++
    }
  }
  return Int32Array.from(found)
}

/** How many voxels were marked and compared, and the mean of each map over them (NaN of none). */
export interface RegionMeans {
  readonly count: number
  readonly meanA: number
  readonly meanB: number
}

/** Means of both maps over some positions. */
export function regionMeans({ a, b }: Pick<PairedMaps, 'a' | 'b'>, positions: Int32Array): RegionMeans {
  return {
    count: positions.length,
    meanA: meanOf(Float64Array.from(positions, (i) => a[i])),
    meanB: meanOf(Float64Array.from(positions, (i) => b[i])),
  }
}
