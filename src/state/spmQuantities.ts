import type { Design } from '../core/design/design.ts'
import { voxelCountOf } from '../core/volume/rawVolumes.ts'
import type { AppState, LoadedRun, Pane } from './appState.ts'
import { memoizePerKey } from './memo.ts'
import { fitOf, type FittedResult, type SpmNoiseResult } from './paneResult.ts'

/** What SPM12's estimation went through. */
export interface SpmQuantities extends SpmNoiseResult {
  /** n rows of V by its first row: V_ij = noiseRow[|i - j|]. */
  readonly covariance: readonly Float64Array[]
  readonly design: Design
  readonly voxelCount: number
}

/** Rows and columns of V that are shown: beyond, it repeats itself along the diagonal. */
const shownScans = 60

/** Intermediate quantities of SPM12's noise model in what a pane shows; null for other noise models. */
export function spmQuantities({ panes }: AppState, pane: Pane): SpmQuantities | null {
  return quantitiesOf(pane, fitOf(panes[pane].shown))
}

const quantitiesOf = memoizePerKey((shown: FittedResult | null): SpmQuantities | null => {
  if (shown?.spm === undefined) return null
  const { noiseRow } = shown.spm
  const count = Math.min(shownScans, noiseRow.length)
  return {
    ...shown.spm,
    covariance: Array.from({ length: count }, (_, i) =>
      Float64Array.from({ length: count }, (__, j) => noiseRow[Math.abs(i - j)] ?? 0),
    ),
    design: shown.design,
    voxelCount: shown.voxels.length,
  }
})

/** The voxels that a pane's noise covariance was pooled over, on the grid, while they are to be outlined; else null. */
export function pooledMask({ panes, run, view }: AppState, pane: Pane): Uint8Array | null {
  return view.outlinesPooled ? maskOf(pane, fitOf(panes[pane].shown), run) : null
}

const maskOf = memoizePerKey((shown: FittedResult | null, run: LoadedRun | null): Uint8Array | null => {
  if (shown?.spm === undefined || run === null) return null
  const mask = new Uint8Array(voxelCountOf(run.summary.grid.dims))
  for (const voxel of shown.spm.pooledVoxels) mask[voxel] = 1
  return mask
})
