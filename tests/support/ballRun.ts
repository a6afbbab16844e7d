import type { NiftiRecipe } from './niftiFiles.ts'

const dims = [14, 13, 9] as const
const size = dims[0] * dims[1] * dims[2]

/** Voxels of one scan of `ballRun`. */
export const ballVoxels = size

/** A bright ball in dim air, with values from a seed; a few are not finite where the type can say so. */
export function ballRun(
  seed: number,
  scanCount: number,
  datatype: 'int16' | 'float32' | 'float64',
): NiftiRecipe {
  let state = seed
  const uniform = (): number => (state = (state * 16807) % 2147483647) / 2147483647
  const values = Array.from({ length: size * scanCount }, (_, i) => {
    const voxel = i % size
    const [x, y, z] = [voxel % 14, Math.floor(voxel / 14) % 13, Math.floor(voxel / 182)]
    const isInside = ((x - 6.5) / 5) ** 2 + ((y - 6) / 5) ** 2 + ((z - 4) / 4) ** 2 < 1
    const value = isInside ? 800 + 150 * uniform() : 15 * uniform()
    if (datatype === 'int16') return Math.round(value)
    return uniform() < 0.0005 ? Number.NaN : value
  })
  return { dim: [4, ...dims, scanCount], pixdim: [1, 3, 3, 3, 2], datatype, values }
}
