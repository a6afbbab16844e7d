import { renameCondition } from '../core/contrast/renameColumns.ts'
import { gathered } from '../core/pipeline/conditionEdits.ts'
import { trialTypes } from '../core/pipeline/conditionsSwitch.ts'
import type { Actions } from './actions.ts'
import type { Settings } from './appState.ts'
import { forPanes } from './forPanes.ts'
import type { AppStore } from './store.ts'

type ConditionActions = Pick<Actions, 'changeConditions' | 'renameCondition'>

/** What the user decides about conditions; each decision is one step to undo. */
export function createConditionActions(store: AppStore): ConditionActions {
  const change = (make: (settings: Settings, types: readonly string[]) => Settings): void =>
    store.setState(({ settings, run }) =>
      settings === null ? {} : { settings: make(settings, trialTypes(run?.events ?? [])) },
    )

  return {
    changeConditions(pane, edit) {
      change((settings, types) => ({
        ...settings,
        pipelines: forPanes(pane, settings.pipelines, (spec) => ({
          ...spec,
          conditions: edit(spec.conditions, types),
        })),
      }))
    },
    renameCondition(pane, from, to) {
      change((settings, types) => ({
        ...settings,
        pipelines: forPanes(pane, settings.pipelines, (spec) => ({
          ...spec,
          conditions: gathered(spec.conditions, [from], to, types),
        })),
        contrasts: forPanes(pane, settings.contrasts, (contrast) => renameCondition(contrast, from, to)),
        namedContrasts:
          pane === 'both'
            ? settings.namedContrasts.map((named) => ({
                ...named,
                contrast: renameCondition(named.contrast, from, to),
              }))
            : settings.namedContrasts,
      }))
    },
  }
}
