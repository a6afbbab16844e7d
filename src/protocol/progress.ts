/** How far a piece of work is, in units of `what`. */
export interface Progress {
  /** In words, such as 'Reading sub-01_bold.nii.gz' or 'Fitting AR(1)'. */
  readonly what: string
  readonly done: number
  readonly total: number
  readonly unit: 'MB' | 'voxels' | 'scans' | 'steps'
}

export type OnProgress = (progress: Progress) => void

/** The rejection of work that was cancelled; `name` survives the way between workers. */
export class Cancelled extends Error {
  constructor() {
    super('Cancelled')
    this.name = 'Cancelled'
  }
}

/** Whether an error that came back from a worker is a cancellation. */
export function isCancelled(error: unknown): boolean {
  return error instanceof Error && error.name === 'Cancelled'
}
