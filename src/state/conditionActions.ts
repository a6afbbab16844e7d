import { renameCondition } from '../core/contrast/renameColumns.ts'
import { gathered, typesGathered } from '../core/pipeline/conditionEdits.ts'
import { trialTypes } from '../core/pipeline/conditionsSwitch.ts'
import type { Actions } from './actions.ts'
import { panes, type Pane, type Settings } from './appState.ts'
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
      change((settings, types) => {
        const renamed = panes.filter(
          (each) =>
            (pane === 'both' || pane === each) &&
            typesGathered(from, types, settings.pipelines[each].conditions.merge).length > 0,
        )
        return renamed.reduce<Settings>((now, each) => renamedIn(now, each, { from, to, types }), {
          ...settings,
          namedContrasts: settings.namedContrasts.map((named) =>
            renamed.length === panes.length
              ? { ...named, contrast: renameCondition(named.contrast, from, to) }
              : named,
          ),
        })
      })
    },
  }
}

interface NewName {
  readonly from: string
  readonly to: string
  readonly types: readonly string[]
}

/** Settings with a condition of one pane under a new name, which its contrast follows. */
function renamedIn(settings: Settings, pane: Pane, { from, to, types }: NewName): Settings {
  const { pipelines, contrasts } = settings
  return {
    ...settings,
    pipelines: forPanes(pane, pipelines, (spec) => ({
      ...spec,
      conditions: gathered(spec.conditions, [from], to, types),
    })),
    contrasts: forPanes(pane, contrasts, (contrast) => renameCondition(contrast, from, to)),
  }
}
