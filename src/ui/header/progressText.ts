import { count } from '../format.ts'
import type { Progress } from '../selectors.ts'

/** Such as `Fitting AR(1): 14 900 of 23 999 voxels`. */
export function progressText(progress: Progress): string {
  return `${progress.what}: ${count(progress.done)} of ${count(progress.total)} ${progress.unit}`
}
