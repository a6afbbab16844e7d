import type { Finding } from '../core/finding.ts'
import type { Grid } from '../core/volume/grid.ts'
import type { MapFile, MapPlacement } from './mapLibrary.ts'

/** Below this share of its volume a map hardly belongs to the other. */
const doubtfulShare = 0.5

/** A map on another grid, where resampling is not wanted. */
export function otherGrid({ name, grid }: MapFile, shown: Grid): Finding {
  const same = sizeOf(grid) === sizeOf(shown)
  return {
    code: 'map-other-grid',
    severity: 'error',
    file: name,
    message: same
      ? 'The map has as many voxels as what is shown but lies elsewhere in space (its affine differs).'
      : `The map has ${sizeOf(grid)} voxels, what is shown has ${sizeOf(shown)}.`,
    remedy: 'Choose to resample other grids under Data, or add a map on the same grid.',
  }
}

/** Maps that have no voxel on the grid that is shown. */
export function outsideGrid(files: readonly MapFile[]): Finding {
  return {
    code: 'map-elsewhere',
    severity: 'error',
    ...(files[0] === undefined ? {} : { file: files[0].name }),
    message: 'No voxel of the map lies on the grid that is shown, by their affines.',
    remedy:
      'Check that both are of the same person in the same space; show the map without the other to look at it alone.',
  }
}

/** That a map was resampled, and how much of it there is on the new grid; null where it is on its own. */
export function resampled(file: string, placement: MapPlacement, target: Grid): Finding | null {
  if (placement.kind === 'own-grid') return null
  const percent = String(Math.round(100 * placement.share))
  const isDoubtful = placement.share < doubtfulShare
  return {
    code: isDoubtful ? 'map-hardly-overlaps' : 'map-resampled',
    severity: isDoubtful ? 'warning' : 'note',
    file,
    message: `The map (${placement.dims.join(' × ')}) is resampled linearly to the grid shown (${sizeOf(target)}); ${percent} % of its volume lies there.`,
    remedy: isDoubtful
      ? 'Check that both maps are of the same person in the same space.'
      : 'Interpolated values are smoother than the file’s; choose under Data to refuse other grids instead.',
  }
}

function sizeOf({ dims }: Grid): string {
  return dims.join(' × ')
}
