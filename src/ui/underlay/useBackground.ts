import { useMemo } from 'react'
import { spaceOf } from '../../state/space.ts'
import { silhouette, silhouetteRange } from '../../state/silhouette.ts'
import type { Grid } from '../../core/volume/grid.ts'
import type { AppState } from '../../state/appState.ts'
import { useApp } from '../store.ts'

/** A picture on the grid of the maps, its voxels cut into `parts` along each axis. */
interface Background {
  readonly grid: Grid
  readonly values: Float32Array
  readonly parts: number
}

/** What the maps are drawn on: the mean image, or the picture that was chosen where it belongs to the run shown; without a run, where the maps have values. */
export function useBackground(): Background | null {
  const grid = useApp((state) => spaceOf(state)?.grid ?? null)
  const values = useApp((state) => {
    const { run, view } = state
    const { quality } = state.intake
    const anatomy = anatomyOf(state)
    if (anatomy !== null) return anatomy
    if (view.underlay === 'tsnr' && quality !== null && quality.runId === run?.id) return quality.tsnr
    return run?.images.mean ?? silhouette(state)
  })
  const parts = useApp((state) => (anatomyOf(state) === null ? 1 : (state.intake.anatomy?.parts ?? 1)))
  return useMemo(
    () => (grid === null || values === null ? null : { grid, values, parts }),
    [grid, values, parts],
  )
}

/** The anatomy that was chosen to draw on, where it is on the grid that is shown. */
function anatomyOf(state: AppState): Float32Array | null {
  const isChosen = state.view.underlay === 'anatomy' && hasAnatomyHere(state)
  return isChosen ? (state.intake.anatomy?.values ?? null) : null
}

/** Whether there is an anatomy on the grid that is shown. */
export function hasAnatomyHere(state: AppState): boolean {
  const { anatomy } = state.intake
  return anatomy !== null && anatomy.spaceId === spaceOf(state)?.id
}

/** The grey scale of the background: as chosen, or null for one from its values. */
export function useGreys(): { readonly low: number; readonly high: number } | null {
  const isSilhouette = useApp((state) => state.run === null && anatomyOf(state) === null)
  const chosen = useApp((state) => state.view.underlayRange)
  return chosen ?? (isSilhouette ? silhouetteRange : null)
}
