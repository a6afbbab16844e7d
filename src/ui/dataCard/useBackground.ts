import { useMemo } from 'react'
import type { Grid } from '../../core/volume/grid.ts'
import { useApp } from '../store.ts'

/** What the maps are drawn on: the mean image, or the picture that was chosen where it belongs to the run shown. */
export function useBackground(): { readonly grid: Grid; readonly values: Float32Array } | null {
  const grid = useApp((state) => state.run?.summary.grid ?? null)
  const values = useApp(({ run, view, intake }) => {
    const { anatomy, quality } = intake
    if (view.underlay === 'anatomy' && anatomy !== null && anatomy.runId === run?.id) return anatomy.values
    if (view.underlay === 'tsnr' && quality !== null && quality.runId === run?.id) return quality.tsnr
    return run?.images.mean ?? null
  })
  return useMemo(() => (grid === null || values === null ? null : { grid, values }), [grid, values])
}
