import { Refusal } from '../core/finding.ts'
import type { NiftiHeader } from '../core/formats/niftiHeader.ts'
import { requireVolume } from '../core/formats/niftiRun.ts'
import { decodeVoxels } from '../core/formats/niftiValues.ts'
import type { Grid } from '../core/volume/grid.ts'
import { resampleLinear } from '../core/volume/resample.ts'
import type { AnatomyImage, ImageFiles } from '../protocol/runContract.ts'
import { readImage, type ReadImageOptions } from './readImage.ts'

/**
 * A 3D image resampled to a grid by its affine alone, for showing maps on it. Throws a Refusal where it is no
 * picture or lies elsewhere.
 */
export async function readAnatomy(
  files: ImageFiles,
  grid: Grid,
  options: Omit<ReadImageOptions, 'accept'>,
): Promise<AnatomyImage> {
  const { name } = files.file
  const accept = (header: NiftiHeader): void => {
    requireVolume(header, 'anatomy', name)
  }
  const { header, data } = await readImage(files, { ...options, accept })
  const values = new Float32Array(header.dims[0] * header.dims[1] * header.dims[2])
  decodeVoxels(header, data, { firstVoxel: 0, count: values.length }, values)
  if (isUniform(values))
    throw refused('anatomy-uniform', name, 'Every voxel of the image has the same value.')
  const { values: resampled, covered } = resampleLinear({ grid: header.grid, values }, grid)
  if (isUniform(resampled)) {
    throw refused(
      'anatomy-elsewhere',
      name,
      'The image and what is shown do not overlap in space, by their affines.',
    )
  }
  return { name, values: resampled, covered, dims: header.grid.dims }
}

function isUniform(values: Float32Array): boolean {
  const first = values.find(Number.isFinite)
  return values.every((value) => value === first || !Number.isFinite(value))
}

function refused(code: string, file: string, message: string): Refusal {
  return new Refusal({
    code,
    severity: 'error',
    file,
    message,
    remedy:
      'It was not used; add an anatomy of the same person in the same space, or take the file for something else.',
  })
}
