import type { Grid } from '../core/volume/grid.ts'
import type { Slab } from '../core/volume/slab.ts'
import { cutSlabs, type CutRequest } from './cutSlabs.ts'
import { modelledScans } from './modelledScans.ts'
import type { Pass, ScanSource } from './scanSource.ts'

/** Where series are read. */
export interface SeriesSource {
  readonly source: ScanSource
  readonly grid: Grid
}

/** The series of a few voxels to look at. Where a file can be sought in and nothing is smoothed, only these are read. */
export function readSeries(
  { source, grid }: SeriesSource,
  request: Pick<CutRequest, 'voxels' | 'globals' | 'settings'>,
  pass: Pass,
): Promise<Slab[]> {
  const { voxels, settings } = request
  const [first] = voxels
  const last = voxels.at(-1)
  if (first === undefined || last === undefined) return Promise.resolve([])
  const what = 'Reading the time course'
  const isSought = source.stretch !== undefined && settings.smoothing.fwhmMm === 0
  if (!isSought) return cutSlabs(modelledScans(source, grid, settings), { ...request, what }, pass)
  const stretch = source.stretch(first, last - first + 1)
  const sought = { ...request, voxels: voxels.map((voxel) => voxel - first), what }
  return cutSlabs(modelledScans(stretch, grid, settings), sought, pass)
}
