import { applyAffine, invertAffine } from './affine.ts'
import type { Grid } from './grid.ts'

/** Corners that lie closer than this are the same place. */
const sameGridMm = 0.01

/** How the voxels of one grid lie on another's: voxel [i, j, k] of the target is `axes` and `flips` of the source. */
export interface VoxelOrder {
  /** Source axis that target axis 0, 1, 2 runs along. */
  readonly axes: readonly [number, number, number]
  readonly flipped: readonly [boolean, boolean, boolean]
}

/**
 * `same`: the same voxels in the same order; `reordered`: the same voxels with axes swapped or turned around, such as a left-handed
 * copy; `other`: voxels elsewhere, to be resampled. All corners must agree within 0.01 mm.
 */
export type GridRelation =
  | { readonly kind: 'same' }
  | { readonly kind: 'reordered'; readonly order: VoxelOrder }
  | { readonly kind: 'other' }

type Triple = [number, number, number]

/** How `source` lies on `target`. */
export function gridRelation(source: Grid, target: Grid): GridRelation {
  const order = nearestOrder(source, target)
  if (order === null || !cornersAgree(source, target, order)) return { kind: 'other' }
  const isSame = order.axes.every((axis, i) => axis === i) && !order.flipped.includes(true)
  return isSame ? { kind: 'same' } : { kind: 'reordered', order }
}

/** The voxel of the source that a voxel of the target is, for grids of the same voxels. */
export function sourceVoxel(order: VoxelOrder, sourceDims: Grid['dims'], target: Triple): Triple {
  const voxel: Triple = [0, 0, 0]
  order.axes.forEach((axis, i) => {
    voxel[axis] = order.flipped[i] ? sourceDims[axis] - 1 - target[i] : target[i]
  })
  return voxel
}

/** The only order that could do, by the direction of the axes; null where they do not run along each other or sizes differ. */
function nearestOrder(source: Grid, target: Grid): VoxelOrder | null {
  const inverse = invertAffine(source.mmFromVoxel)
  const origin = applyAffine(inverse, applyAffine(target.mmFromVoxel, [0, 0, 0]))
  const steps = [0, 1, 2].map((axis) => {
    const unit: Triple = [0, 0, 0]
    unit[axis] = 1
    return applyAffine(inverse, applyAffine(target.mmFromVoxel, unit)).map((at, i) => at - origin[i])
  })
  const [a, b, c] = steps.map((step) => step.findIndex((value) => Math.abs(Math.abs(value) - 1) < 0.1))
  if (a < 0 || b < 0 || c < 0 || new Set([a, b, c]).size < 3) return null
  const axes = [a, b, c] as const
  if (axes.some((axis, i) => source.dims[axis] !== target.dims[i])) return null
  return { axes, flipped: [steps[0][a] < 0, steps[1][b] < 0, steps[2][c] < 0] }
}

function cornersAgree(source: Grid, target: Grid, order: VoxelOrder): boolean {
  const [nx, ny, nz] = target.dims
  for (let corner = 0; corner < 8; corner++) {
    const at: Triple = [corner & 1 ? nx - 1 : 0, corner & 2 ? ny - 1 : 0, corner & 4 ? nz - 1 : 0]
    const there = applyAffine(target.mmFromVoxel, at)
    const here = applyAffine(source.mmFromVoxel, sourceVoxel(order, source.dims, at))
    if (!(Math.hypot(there[0] - here[0], there[1] - here[1], there[2] - here[2]) < sameGridMm)) return false
  }
  return true
}
