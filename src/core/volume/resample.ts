import { affineProduct, invertAffine } from './affine.ts'
import type { Grid } from './grid.ts'

/** A volume on another grid. */
export interface Resampled {
  /** File order of the new grid; 0 outside the old one. */
  readonly values: Float32Array<ArrayBuffer>
  /** Share of the new grid's voxels that lie within the old one. */
  readonly covered: number
}

/** One volume: file order, on its grid. */
export interface Volume {
  readonly grid: Grid
  readonly values: ArrayLike<number>
}

/** Resamples a volume at the voxel centres of `target` by trilinear interpolation; values that are not finite count as 0. */
export function resampleLinear(volume: Volume, target: Grid): Resampled {
  const [nx, ny, nz] = target.dims
  const values = new Float32Array(nx * ny * nz)
  const step = affineProduct(invertAffine(volume.grid.mmFromVoxel), target.mmFromVoxel)
  let inside = 0
  for (let k = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++) {
        const x = step[0] * i + step[1] * j + step[2] * k + step[3]
        const y = step[4] * i + step[5] * j + step[6] * k + step[7]
        const z = step[8] * i + step[9] * j + step[10] * k + step[11]
        if (!isWithin(volume.grid.dims, x, y, z)) continue
        inside++
        values[i + nx * (j + ny * k)] = interpolated(volume, x, y, z)
      }
    }
  }
  return { values, covered: inside / values.length }
}

/** Half a voxel beyond the outer centres still belongs to a grid. */
function isWithin(dims: readonly [number, number, number], x: number, y: number, z: number): boolean {
  const within = (at: number, size: number): boolean => at >= -0.5 && at <= size - 0.5
  return within(x, dims[0]) && within(y, dims[1]) && within(z, dims[2])
}

function interpolated({ grid, values }: Volume, x: number, y: number, z: number): number {
  const [nx, ny, nz] = grid.dims
  const [i, j, k] = [Math.floor(x), Math.floor(y), Math.floor(z)]
  let sum = 0
  for (let corner = 0; corner < 8; corner++) {
    const [di, dj, dk] = [corner & 1, (corner >> 1) & 1, corner >> 2]
    const weight = share(x - i, di) * share(y - j, dj) * share(z - k, dk)
    if (weight === 0) continue
    const at = clamped(i + di, nx) + nx * (clamped(j + dj, ny) + ny * clamped(k + dk, nz))
    const value = values[at]
    if (Number.isFinite(value)) sum += weight * value
  }
  return sum
}

function share(fraction: number, side: number): number {
  return side === 1 ? fraction : 1 - fraction
}

function clamped(index: number, size: number): number {
  return Math.min(size - 1, Math.max(0, index))
}
