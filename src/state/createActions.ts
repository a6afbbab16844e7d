import type { NamedBytes } from '../protocol/runContract.ts'
import type { Actions } from './actions.ts'
import { createConditionActions } from './conditionActions.ts'
import { createExplainer, differenceOnScreen } from './explainer.ts'
import { differenceInOtherDesign } from './explainOtherDesign.ts'
import { createFileActions } from './fileActions.ts'
import { automaticFitWorkers, resizeFitPool } from './fitPool.ts'
import type { FileMessageAction } from './intakeActions.ts'
import { createMapActions } from './mapActions.ts'
import { createModelActions } from './modelActions.ts'
import type { Opening } from './openRun.ts'
import { createRunActions } from './runActions.ts'
import type { Scheduler } from './scheduler.ts'
import { createSecondTries } from './secondTries.ts'
import { createSettingActions, type SettingActions } from './settingActions.ts'
import { createViewActions } from './viewActions.ts'

/** What actions work on. */
export interface ActionEnvironment extends Omit<Opening, 'secondTries'> {
  readonly scheduler: Scheduler
  /** Of the processor. */
  readonly cores: number
  /** Hands a file to the user. */
  readonly save: (file: NamedBytes) => void
}

/** The actions of the app. */
export function createActions(environment: ActionEnvironment): Actions {
  const { store } = environment
  const opening = { ...environment, secondTries: createSecondTries() }
  const settings = createSettingActions(store)
  const run = createRunActions(opening)
  const files = createFileActions(opening)
  const explainer = createExplainer(opening, differenceOnScreen)
  const otherExplainer = createExplainer(opening, differenceInOtherDesign)
  const explainers = [explainer, otherExplainer]
  const maps = createMapActions(store)
  return {
    ...files.actions,
    ...settings,
    ...createConditionActions(store),
    ...run,
    ...maps,
    ...createModelActions(store, (count) => {
      run.setDiscardScans(count)
    }),
    ...createViewActions(store),
    setFitWorkers(count) {
      // The workers that refit are about to go.
      for (const each of explainers) each.cancel()
      const { view } = store.getState()
      store.setState({ view: { ...view, fitWorkers: count } })
      void resizeFitPool(environment, count ?? automaticFitWorkers(environment.cores))
    },
    explain() {
      explainer.start()
    },
    explainOtherDesign() {
      otherExplainer.start()
    },
    cancel() {
      files.actions.cancel()
      for (const each of explainers) each.cancel()
      const { voxelReading } = store.getState()
      if (voxelReading.status === 'running')
        store.setState({ voxelReading: { status: 'cancelled', at: voxelReading.progress } })
    },
    dismissMessage(id) {
      store.setState(({ messages }) => ({ messages: messages.filter((known) => known.id !== id) }))
    },
    perform: performing({ ...run, ...settings, ...maps, ofFiles: files.perform }),
  }
}

/** What the buttons of messages call. */
type Performers = Pick<Actions, 'setRepetitionTime' | 'setDiscardScans' | 'showMaps'> & {
  readonly setNoise: SettingActions['setNoise']
  readonly ofFiles: (action: FileMessageAction) => void
}

function performing(performers: Performers): Actions['perform'] {
  return (action) => {
    switch (action.kind) {
      case 'use-repetition-time':
        performers.setRepetitionTime(action.seconds, action.source)
        return
      case 'discard-scans':
        performers.setDiscardScans(action.count)
        return
      case 'use-noise':
        performers.setNoise(action.pane, { kind: action.noise })
        return
      case 'show-map':
        performers.showMaps(action.pane, action.setId)
        return
      case 'open-instead':
      case 'use-volume':
      case 'read-decimal-comma':
      case 'rescale-events':
        performers.ofFiles(action)
    }
  }
}
