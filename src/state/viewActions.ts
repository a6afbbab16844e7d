import { mmOfIndex, stepped } from '../core/volume/position.ts'
import type { Actions } from './actions.ts'
import { voxelOfLargestDifference } from './comparison.ts'
import type { View } from './appState.ts'
import type { AppStore } from './store.ts'

type ViewActions = Pick<
  Actions,
  'setView' | 'stepCrosshair' | 'goToLargestDifference' | 'goToVoxel' | 'undo' | 'redo'
>

/** How things are looked at, and going back and forth in the settings. */
export function createViewActions(store: AppStore): ViewActions {
  function setView(change: Partial<View>): void {
    store.setState(({ view, crosshairUnplaced }) => ({
      view: { ...view, ...change },
      crosshairUnplaced: crosshairUnplaced && change.crosshairMm === undefined,
    }))
  }

  function goToVoxel(voxel: number): void {
    const { run } = store.getState()
    if (run !== null) setView({ crosshairMm: mmOfIndex(run.summary.grid, voxel) })
  }

  return {
    setView,
    goToVoxel,
    stepCrosshair(axis, steps) {
      const { run, view } = store.getState()
      if (run !== null) setView({ crosshairMm: stepped(run.summary.grid, view.crosshairMm, axis, steps) })
    },
    goToLargestDifference() {
      const voxel = voxelOfLargestDifference(store.getState())
      if (voxel !== null) goToVoxel(voxel)
    },
    undo() {
      store.temporal.getState().undo()
    },
    redo() {
      store.temporal.getState().redo()
    },
  }
}
