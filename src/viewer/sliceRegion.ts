import { isInside } from '../core/compare/region.ts'
import type { DisplayGrid, Triple } from './displayGrid.ts'
import { at } from './displayGrid.ts'
import { PLANE_AXES } from './sliceGeometry.ts'
import type { Plane } from './sliceGeometry.ts'

/** A closed outline on a slice, corner by corner, in fractions of its width and height from the upper left corner. */
export interface SliceOutline {
  readonly across: readonly number[]
  readonly down: readonly number[]
}

/** Which slice an outline was drawn on. */
export interface SliceOfRun {
  readonly display: DisplayGrid
  /** For every voxel in display order, its index in file order. */
  readonly fileIndex: Int32Array
  readonly plane: Plane
  /** A display voxel that the slice goes through. */
  readonly voxel: Triple
  readonly mirrored: boolean
}

/** File-order indices of the slice's voxels whose centre lies inside an outline, ascending. */
export function voxelsInOutline(slice: SliceOfRun, { across, down }: SliceOutline): Int32Array {
  const { display, fileIndex, plane, voxel, mirrored } = slice
  const axes = PLANE_AXES[plane]
  const [columns, rows] = [at(display.dims, axes.across), at(display.dims, axes.up)]
  const found: number[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const x = (column + 0.5) / columns
      if (!isInside({ x: across, y: down }, mirrored ? 1 - x : x, 1 - (row + 0.5) / rows)) continue
      const position: [number, number, number] = [voxel[0], voxel[1], voxel[2]]
      position[axes.across] = column
      position[axes.up] = row
      found.push(fileIndex[displayIndex(display, position)] ?? 0)
    }
  }
  return Int32Array.from(found).sort()
}

/** Place of a display voxel in display order, x fastest. */
export function displayIndex({ dims }: DisplayGrid, [x, y, z]: Triple): number {
  return x + dims[0] * (y + dims[1] * z)
}

/** The outline of a box between two opposite corners. */
export function boxOutline(
  [x0, y0]: readonly [number, number],
  [x1, y1]: readonly [number, number],
): SliceOutline {
  return { across: [x0, x1, x1, x0], down: [y0, y0, y1, y1] }
}
