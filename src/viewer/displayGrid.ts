import type { Grid } from '../core/volume/grid.ts'

/** Anatomical axes in the order the slices use them: towards right, anterior, superior. */
export type Axis = 'x' | 'y' | 'z'

/**
 * The voxel grid with its axes put in the order right, anterior, superior (the closest to it: axes are permuted
 * and flipped, never resampled, so an oblique run is shown along its own voxel axes).
 */
export interface DisplayGrid {
  readonly dims: readonly [number, number, number]
  /** Distance between voxel centres along each display axis, mm. */
  readonly spacingMm: readonly [number, number, number]
  /** For each display axis, the axis of the file it runs along. */
  readonly fileAxis: readonly [number, number, number]
  /** For each display axis, whether it runs against the file's axis. */
  readonly flipped: readonly [boolean, boolean, boolean]
  readonly leftRightKnown: boolean
}

export type Triple = readonly [number, number, number]

const PERMUTATIONS: readonly Triple[] = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
]

/** Direction cosine of file axis `axis` along mm direction `mm`. */
function cosine(affine: Float64Array, mm: number, axis: number): number {
  return (affine[mm * 4 + axis] ?? 0) / (columnLength(affine, axis) || 1)
}

function columnLength(affine: Float64Array, axis: number): number {
  return Math.hypot(affine[axis] ?? 0, affine[4 + axis] ?? 0, affine[8 + axis] ?? 0)
}

/** The closest grid in right, anterior, superior order: the permutation with the largest sum of |direction cosines|. */
export function displayGridOf(grid: Grid): DisplayGrid {
  const affine = grid.mmFromVoxel
  const score = (p: Triple): number =>
    p.reduce((sum, axis, mm) => sum + Math.abs(cosine(affine, mm, axis)), 0)
  const best = PERMUTATIONS.reduce((a, b) => (score(b) > score(a) + 1e-9 ? b : a))
  const each = <T>(read: (axis: number, mm: number) => T): [T, T, T] => [
    read(best[0], 0),
    read(best[1], 1),
    read(best[2], 2),
  ]
  return {
    dims: each((axis) => grid.dims[axis] ?? 1),
    spacingMm: each((axis) => columnLength(affine, axis)),
    fileAxis: best,
    flipped: each((axis, mm) => cosine(affine, mm, axis) < 0),
    leftRightKnown: grid.leftRightKnown,
  }
}

/** The same grid with every voxel cut into `parts` along each axis. */
export function finerDisplay(display: DisplayGrid, parts: number): DisplayGrid {
  const [nx, ny, nz] = display.dims
  const [sx, sy, sz] = display.spacingMm
  return {
    ...display,
    dims: [nx * parts, ny * parts, nz * parts],
    spacingMm: [sx / parts, sy / parts, sz / parts],
  }
}

/** Where the voxels of a display lie in file order: that of (0, 0, 0), and how far the next one along each display axis is. */
export interface FileSteps {
  readonly start: number
  readonly steps: Triple
}

/** The place in file order of display voxel (x, y, z) is start + x steps[0] + y steps[1] + z steps[2]. */
export function fileStepsOf(display: DisplayGrid): FileSteps {
  const strides = fileStrides(display)
  const step = (axis: number): number => (display.flipped[axis] ? -1 : 1) * (strides[axis] ?? 0)
  const start = strides.reduce(
    (sum, stride, axis) => sum + (display.flipped[axis] ? stride * (at(display.dims, axis) - 1) : 0),
    0,
  )
  return { start, steps: [step(0), step(1), step(2)] }
}

/** For every voxel in display order (x fastest), its index in file order. */
export function fileIndexOfDisplay(display: DisplayGrid): Int32Array {
  const [nx, ny, nz] = display.dims
  const { start, steps } = fileStepsOf(display)
  const index = new Int32Array(nx * ny * nz)
  let next = 0
  for (let z = 0; z < nz; z++) {
    for (let y = 0; y < ny; y++) {
      for (let x = 0; x < nx; x++) index[next++] = start + x * steps[0] + y * steps[1] + z * steps[2]
    }
  }
  return index
}

/** Element of a triple by a number index. */
export function at(triple: Triple, axis: number): number {
  return axis === 0 ? triple[0] : axis === 1 ? triple[1] : triple[2]
}

/** Distance in the file between neighbours along each display axis, in voxels. */
function fileStrides(display: DisplayGrid): number[] {
  const fileDims = [1, 1, 1]
  display.fileAxis.forEach((axis, d) => (fileDims[axis] = at(display.dims, d)))
  const fileStride = [1, fileDims[0] ?? 1, (fileDims[0] ?? 1) * (fileDims[1] ?? 1)]
  return display.fileAxis.map((axis) => fileStride[axis] ?? 1)
}

/** File voxel (i, j, k) of a display voxel. */
export function fileVoxelOfDisplay(display: DisplayGrid, voxel: Triple): [number, number, number] {
  const file: [number, number, number] = [0, 0, 0]
  display.fileAxis.forEach((axis, d) => {
    file[axis] = display.flipped[d] ? at(display.dims, d) - 1 - at(voxel, d) : at(voxel, d)
  })
  return file
}

/** Display voxel of a file voxel (i, j, k). */
export function displayVoxelOfFile(display: DisplayGrid, voxel: Triple): [number, number, number] {
  const read = (d: number): number => {
    const value = at(voxel, at(display.fileAxis, d))
    return display.flipped[d] ? at(display.dims, d) - 1 - value : value
  }
  return [read(0), read(1), read(2)]
}
