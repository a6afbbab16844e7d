import type { DisplayGrid, Triple } from './displayGrid.ts'
import { at } from './displayGrid.ts'
import { PLANE_AXES } from './sliceGeometry.ts'
import type { Plane } from './sliceGeometry.ts'

/** One slice of a mask: row by row from the upper left voxel as it is drawn. */
export interface MaskSlice {
  readonly width: number
  readonly height: number
  readonly inside: Uint8Array
}

export interface SliceRequest {
  readonly plane: Plane
  /** Display voxel whose slice is cut. */
  readonly voxel: Triple
  readonly mirrored: boolean
}

/** Cuts the slice through `voxel` out of a mask in file order, turned as it is drawn. */
export function maskSlice(
  mask: Uint8Array,
  display: DisplayGrid,
  fileIndex: Int32Array,
  request: SliceRequest,
): MaskSlice {
  const axes = PLANE_AXES[request.plane]
  const [width, height] = [at(display.dims, axes.across), at(display.dims, axes.up)]
  const stride = [1, display.dims[0], display.dims[0] * display.dims[1]]
  const [across, up] = [stride[axes.across] ?? 1, stride[axes.up] ?? 1]
  const base = at(request.voxel, axes.through) * (stride[axes.through] ?? 1)
  const inside = new Uint8Array(width * height)
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const a = request.mirrored ? width - 1 - column : column
      const voxel = fileIndex[base + a * across + (height - 1 - row) * up] ?? 0
      inside[row * width + column] = mask[voxel] === 0 ? 0 : 1
    }
  }
  return { width, height, inside }
}

/**
 * SVG path along the voxel edges between inside and outside, in voxel units from the upper left corner. Edges in one
 * line are joined into one stroke, so that dashes run on.
 */
export function outlinePath(slice: MaskSlice): string {
  return horizontalEdges(slice) + verticalEdges(slice)
}

function isInside(slice: MaskSlice, column: number, row: number): boolean {
  if (column < 0 || row < 0 || column >= slice.width || row >= slice.height) return false
  return slice.inside[row * slice.width + column] === 1
}

function horizontalEdges(slice: MaskSlice): string {
  let path = ''
  for (let row = 0; row <= slice.height; row++) {
    let start = -1
    for (let column = 0; column <= slice.width; column++) {
      const isEdge = isInside(slice, column, row - 1) !== isInside(slice, column, row)
      if (isEdge && start < 0) start = column
      if (!isEdge && start >= 0) {
        path += `M${String(start)} ${String(row)}H${String(column)}`
        start = -1
      }
    }
  }
  return path
}

function verticalEdges(slice: MaskSlice): string {
  let path = ''
  for (let column = 0; column <= slice.width; column++) {
    let start = -1
    for (let row = 0; row <= slice.height; row++) {
      const isEdge = isInside(slice, column - 1, row) !== isInside(slice, column, row)
      if (isEdge && start < 0) start = row
      if (!isEdge && start >= 0) {
        path += `M${String(column)} ${String(start)}V${String(row)}`
        start = -1
      }
    }
  }
  return path
}
