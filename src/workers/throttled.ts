import type { OnVoxels } from '../protocol/fitContract.ts'
import type { OnProgress } from '../protocol/progress.ts'

/** Every report is a message to the page and a drawing there: more than this many a second help nobody. */
const reportsPerSecond = 15

/** Passes on the first, the last and in between only as many reports as can be seen. */
export function throttled(onProgress: OnProgress): OnProgress {
  let last = -Infinity
  return (progress) => {
    const now = performance.now()
    if (now - last < 1000 / reportsPerSecond && progress.done < progress.total) return
    last = now
    onProgress(progress)
  }
}

/** The same for a count of voxels: the first report, then only as many as can be seen. */
export function throttledVoxels(onVoxels: OnVoxels): OnVoxels {
  let last = -Infinity
  return (voxelsDone) => {
    const now = performance.now()
    if (now - last < 1000 / reportsPerSecond) return
    last = now
    onVoxels(voxelsDone)
  }
}
