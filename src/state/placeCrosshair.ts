import { mmOfIndex } from '../core/volume/position.ts'
import { statisticValues } from './paneMap.ts'
import type { PaneResult } from './paneResult.ts'
import { spaceOf } from './space.ts'
import type { AppStore } from './store.ts'

/** Moves a crosshair that nobody has placed yet to the peak of the statistic. */
export function placeCrosshair(store: AppStore, result: PaneResult): void {
  const state = store.getState()
  const space = spaceOf(state)
  const values = statisticValues(result)
  if (!state.crosshairUnplaced || space === null || values === null) return
  let best = 0
  values.forEach((value, v) => {
    if (value > (values[best] ?? 0)) best = v
  })
  const crosshairMm = mmOfIndex(space.grid, result.voxels[best] ?? 0)
  store.setState(({ view }) => ({ view: { ...view, crosshairMm }, crosshairUnplaced: false }))
}
