import type { FitContract, OnVoxels } from '../protocol/fitContract.ts'
import type { OnProgress } from '../protocol/progress.ts'
import type { FitJob } from './fitPane.ts'

/** What progress says of work that all fitting workers share. */
export interface SharedProgress {
  readonly what: string
  /** Voxels of all workers. */
  readonly total: number
  readonly onProgress: OnProgress
}

/** Has every fitting worker do its share; the voxels they have done are told together. */
export function overWorkers<T>(
  job: FitJob,
  { what, total, onProgress }: SharedProgress,
  work: (fit: FitContract, onVoxels: OnVoxels) => Promise<T>,
): Promise<T[]> {
  const { fits } = job.engine
  const done = fits.map(() => 0)
  const shares = fits.map((fit, i) =>
    work(fit, (voxelsDone) => {
      done[i] = voxelsDone
      onProgress({ what, done: done.reduce((sum, count) => sum + count, 0), total, unit: 'voxels' })
    }),
  )
  return job.guard(Promise.all(shares))
}
