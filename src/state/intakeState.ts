import type { BidsRun } from '../core/formats/bids.ts'
import type { Finding } from '../core/finding.ts'
import type { AnatomyImage, RunQuality } from '../protocol/runContract.ts'

/** What has to be answered before files are read any further. */
export type Question =
  /** Several runs are in the folder that was added; nothing of it has been read. */
  | { readonly kind: 'which-run'; readonly runs: readonly BidsRun[] }
  /** A run needs more memory than may be taken without asking; nothing has been allocated. */
  | { readonly kind: 'memory'; readonly finding: Finding }

/** What a file can be taken for by hand. */
export type TakenFor = 'events' | 'confounds' | 'sidecar' | 'mask' | 'anatomy' | 'map' | 'session' | 'unused'

/** What is known of dropped files beside the run itself. */
export interface IntakeState {
  readonly question: Question | null
  /** Names of files that were added and are not used; they can be taken for something by hand. */
  readonly unused: readonly string[]
  /** On the grid that `spaceId` names, its voxels cut into `parts` along each axis. */
  readonly anatomy: (AnatomyImage & { readonly spaceId: string; readonly parts: number }) | null
  readonly quality: (RunQuality & { readonly runId: number }) | null
}

/** Nothing added. */
export const emptyIntake: IntakeState = { question: null, unused: [], anatomy: null, quality: null }
