import type { MapKind } from '../contrast/mapKind.ts'
import { gzipBytes, writeNifti } from '../formats/niftiWrite.ts'
import type { Grid } from '../volume/grid.ts'

/** A map over the voxels of a mask. */
export interface MaskedMap {
  readonly grid: Grid
  /** File-order indices of the mask's voxels. */
  readonly voxels: ArrayLike<number>
  /** One value per voxel of the mask. */
  readonly values: ArrayLike<number>
  readonly kind: MapKind
  /** Degrees of freedom: [df] of t, [numerator, denominator] of F. */
  readonly degreesOfFreedom?: readonly number[]
  /** Space code of the run's own affine, so that the map claims the same space; 1 (scanner) where absent. */
  readonly spaceCode?: number
  readonly description?: string
}

/** Codes of nifti1.h for the kinds that have one. */
const intentCodes: Partial<Readonly<Record<MapKind, number>>> = { t: 3, F: 4, z: 5, p: 22, effect: 1001 }

/** The bytes of a map as `.nii.gz`: NIfTI-1 float32 on the run's grid and affine, 0 outside the mask. */
export function mapFile(map: MaskedMap): Uint8Array {
  const { grid, voxels, values } = map
  if (voxels.length !== values.length) {
    throw new RangeError(`${values.length} values for ${voxels.length} voxels.`)
  }
  const volume = new Float32Array(grid.dims[0] * grid.dims[1] * grid.dims[2])
  for (let i = 0; i < voxels.length; i++) volume[voxels[i]] = values[i]
  return gzipBytes(
    writeNifti({
      grid,
      values: volume,
      intent: { code: intentCodes[map.kind] ?? 0, parameters: map.degreesOfFreedom ?? [] },
      ...(map.spaceCode === undefined ? {} : { spaceCode: map.spaceCode }),
      ...(map.description === undefined ? {} : { description: map.description }),
    }),
  )
}
