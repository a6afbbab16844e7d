import { temporal, type TemporalState } from 'zundo'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { noBrush } from './brush.ts'
import { noMaps } from './mapLibrary.ts'
import { noModels } from './modelLibrary.ts'
import { emptyIntake } from './intakeState.ts'
import type { AppState, Companions, DockHeight, ExplainState, PaneState, Tab, View } from './appState.ts'

/** Nothing has been explained. */
export const noExplanation: ExplainState = { job: { status: 'idle' }, shown: null }

const emptyPane: PaneState = { job: { status: 'idle' }, shown: null, refusal: null }

/** Nothing dropped beside the run. */
export const noCompanions: Companions = {
  events: null,
  sidecar: null,
  confounds: null,
  mask: null,
  session: null,
  anatomy: null,
}

const dockHeights: Readonly<Record<Tab, DockHeight>> = {
  design: 'tall',
  voxel: 'tall',
  compare: 'medium',
  explain: 'tall',
  report: 'tall',
}

/** How a newly opened app looks at things. */
const initialView: View = {
  map: 'effect',
  thresholdAbs: 3.1,
  thresholdOn: 't',
  units: 'percent-of-voxel-mean',
  crosshairMm: [0, 0, 0],
  radiological: false,
  underlay: 'mean',
  underlayRange: null,
  mapOpacity: 1,
  rangeMaps: null,
  rangeDifference: null,
  tab: 'compare',
  dockHeights,
  theme: 'dark',
  projector: false,
  fitWorkers: null,
  designLinked: true,
  contrastLinked: true,
  voxelRadiusMm: 0,
  pinnedMm: [],
  shortcuts: true,
  outlinesPooled: false,
  brush: noBrush,
  differenceShows: 'difference',
  lessonStep: null,
}

const initialState: AppState = {
  loading: { status: 'idle' },
  run: null,
  settings: null,
  defaults: null,
  unknownSessionFields: {},
  waiting: noCompanions,
  intake: emptyIntake,
  maps: noMaps,
  models: noModels,
  spmCheck: null,
  awaitedMaps: {},
  sources: { a: { kind: 'fitted' }, b: { kind: 'fitted' } },
  panes: { a: emptyPane, b: emptyPane },
  explain: noExplanation,
  explainOther: noExplanation,
  voxel: null,
  voxelReading: { status: 'idle' },
  contrastDrafts: { a: null, b: null },
  view: initialView,
  crosshairUnplaced: true,
  messages: [],
}

/** Steps of settings that undo can go back. */
const undoLimit = 100

/** The app's store; undo and redo move through `settings` alone. */
export type AppStore = StoreApi<AppState> & {
  readonly temporal: StoreApi<TemporalState<Pick<AppState, 'settings'>>>
}

/** A store with nothing loaded. `view` is what was remembered from the last visit. */
export function createAppStore(view: Partial<View> = {}): AppStore {
  return createStore<AppState>()(
    temporal((): AppState => ({ ...initialState, view: { ...initialView, ...view } }), {
      partialize: ({ settings }): Pick<AppState, 'settings'> => ({ settings }),
      // There is nothing to go back to before the first settings.
      equality: (past, current) => past.settings === null || past.settings === current.settings,
      limit: undoLimit,
    }),
  )
}
