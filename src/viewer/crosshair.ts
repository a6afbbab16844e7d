import type { Grid } from '../core/volume/grid.ts'
import { displayGridOf, displayVoxelOfFile, fileVoxelOfDisplay } from './displayGrid.ts'
import type { Axis, Triple } from './displayGrid.ts'

/** A position in mm in the run's own space. */
export type Mm = Triple

const AXES: readonly Axis[] = ['x', 'y', 'z']

/** Millimetres of the centre of file voxel (i, j, k). */
export function mmOfVoxel(grid: Grid, voxel: Triple): [number, number, number] {
  const row = (r: number): number => {
    const a = grid.mmFromVoxel.subarray(r * 4, r * 4 + 4)
    return (a[0] ?? 0) * voxel[0] + (a[1] ?? 0) * voxel[1] + (a[2] ?? 0) * voxel[2] + (a[3] ?? 0)
  }
  return [row(0), row(1), row(2)]
}

/** The file voxel (i, j, k) whose centre is nearest to `mm`, kept inside the grid; the inverse affine by Cramer's rule. */
export function voxelOfMm(grid: Grid, mm: Mm): [number, number, number] {
  const column = (c: number): Triple => [
    grid.mmFromVoxel[c] ?? 0,
    grid.mmFromVoxel[4 + c] ?? 0,
    grid.mmFromVoxel[8 + c] ?? 0,
  ]
  const [a, b, c, origin] = [column(0), column(1), column(2), column(3)]
  const offset: Triple = [mm[0] - origin[0], mm[1] - origin[1], mm[2] - origin[2]]
  const whole = determinant(a, b, c)
  const inside = (value: number, size: number): number => Math.min(size - 1, Math.max(0, Math.round(value)))
  return [
    inside(determinant(offset, b, c) / whole, grid.dims[0]),
    inside(determinant(a, offset, c) / whole, grid.dims[1]),
    inside(determinant(a, b, offset) / whole, grid.dims[2]),
  ]
}

function determinant(a: Triple, b: Triple, c: Triple): number {
  return (
    a[0] * (b[1] * c[2] - b[2] * c[1]) -
    b[0] * (a[1] * c[2] - a[2] * c[1]) +
    c[0] * (a[1] * b[2] - a[2] * b[1])
  )
}

/** Moves the crosshair by `delta` voxels towards right, anterior or superior and returns the voxel centre in mm. */
export function stepCrosshair(grid: Grid, mm: Mm, axis: Axis, delta: number): [number, number, number] {
  const display = displayGridOf(grid)
  const voxel = displayVoxelOfFile(display, voxelOfMm(grid, mm))
  const index = AXES.indexOf(axis)
  const moved = voxel.map((value, d) =>
    d === index ? Math.min((display.dims[d] ?? 1) - 1, Math.max(0, value + delta)) : value,
  )
  const target: Triple = [moved[0] ?? 0, moved[1] ?? 0, moved[2] ?? 0]
  return mmOfVoxel(grid, fileVoxelOfDisplay(display, target))
}

/** What a key does to the crosshair: arrows move in the axial plane as it is drawn, PgUp and PgDn up and down. */
export function keyStep(key: string, radiological: boolean): { axis: Axis; delta: number } | null {
  const right = radiological ? -1 : 1
  switch (key) {
    case 'ArrowRight':
      return { axis: 'x', delta: right }
    case 'ArrowLeft':
      return { axis: 'x', delta: -right }
    case 'ArrowUp':
      return { axis: 'y', delta: 1 }
    case 'ArrowDown':
      return { axis: 'y', delta: -1 }
    case 'PageUp':
      return { axis: 'z', delta: 1 }
    case 'PageDown':
      return { axis: 'z', delta: -1 }
    default:
      return null
  }
}
