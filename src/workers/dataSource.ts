import { discardScans, isUnscaledInteger, readVolume, voxelCountOf, type RawVolumes } from '../core/volume/rawVolumes.ts'
import type { Grid } from '../core/volume/grid.ts'
import type { DataSettings } from '../protocol/runContract.ts'
import type { Checkpoint } from './jobs.ts'

/** Volumes as a pipeline models them: discarded, smoothed and scaled per volume as the settings say. */
export interface DataSource {
  readonly scanCount: number
  /** Writes scan `t` into `out`, whole grid in file order. */
  read(t: number, out: Float64Array): void
}
