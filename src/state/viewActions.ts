import { mmOfIndex, stepped } from '../core/volume/position.ts'
import type { Actions } from './actions.ts'
import { voxelOfLargestDifference } from './comparison.ts'
import type { View } from './appState.ts'
import { spaceOf } from './space.ts'
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
    const space = spaceOf(store.getState())
    if (space !== null) setView({ crosshairMm: mmOfIndex(space.grid, voxel) })
  }

  return {
    setView,
    goToVoxel,
    stepCrosshair(axis, steps) {
      const state = store.getState()
      const space = spaceOf(state)
      if (space === null) return
      setView({ crosshairMm: stepped(space.grid, state.view.crosshairMm, axis, steps) })
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
