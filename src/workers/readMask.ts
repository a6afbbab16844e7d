import { decodeVoxels } from '../core/formats/niftiValues.ts'
import type { NiftiHeader } from '../core/formats/niftiHeader.ts'
import { requireVolume } from '../core/formats/niftiRun.ts'
import { Refusal } from '../core/finding.ts'
import type { Grid } from '../core/volume/grid.ts'
import type { ImageFiles } from '../protocol/runContract.ts'
import { readImage, type ReadImageOptions } from './readImage.ts'

/** Largest difference of two affines, in mm, that still is the same grid. */
const sameGridMm = 0.01

/** A mask image on the run's grid, 1 where it is not 0. Throws a Refusal for another grid or an empty mask. */
export async function readMask(
  files: ImageFiles,
  grid: Grid,
  options: Omit<ReadImageOptions, 'accept'>,
): Promise<Uint8Array> {
  const { file } = files
  const accept = (header: NiftiHeader): void => {
    requireVolume(header, 'mask', file.name)
    if (!isSameGrid(header.grid, grid)) throw otherGrid(header.grid, grid, file.name)
  }
  const image = await readImage(files, { ...options, accept })
  const values = new Float64Array(grid.dims[0] * grid.dims[1] * grid.dims[2])
  decodeVoxels(image.header, image.data, { firstVoxel: 0, count: values.length }, values)
  const mask = Uint8Array.from(values, (value) => (Number.isFinite(value) && value !== 0 ? 1 : 0))
  if (!mask.includes(1)) throw emptyMask(file.name)
  return mask
}

function isSameGrid(a: Grid, b: Grid): boolean {
  return (
    a.dims.every((size, axis) => size === b.dims[axis]) &&
    a.mmFromVoxel.every((value, i) => Math.abs(value - (b.mmFromVoxel[i] ?? NaN)) < sameGridMm)
  )
}

function otherGrid(mask: Grid, run: Grid, file: string): Refusal {
  const size = ({ dims }: Grid): string => dims.join(' × ')
  const sameSize = size(mask) === size(run)
  return new Refusal({
    code: 'mask-other-grid',
    severity: 'error',
    file,
    message: sameSize
      ? 'The mask has the run’s size but lies elsewhere in space (its affine differs).'
      : `The mask has ${size(mask)} voxels, the run has ${size(run)}.`,
    remedy: 'Resample the mask to the run’s grid and add it again.',
  })
}

function emptyMask(file: string): Refusal {
  return new Refusal({
    code: 'mask-empty',
    severity: 'error',
    file,
    message: 'Every voxel of the mask is 0.',
    remedy: 'Add a mask that is 1 where voxels are to be fitted.',
  })
}
