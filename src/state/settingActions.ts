import { minimalConditions, overparameterizedConditions } from '../core/pipeline/conditionsSwitch.ts'
import { nilearnPreset, spm12Preset } from '../core/pipeline/presets.ts'
import type { NoiseSpec, PipelineSpec } from '../core/pipeline/pipelineSpec.ts'
import type { Actions, PaneOrBoth } from './actions.ts'
import type { Pane, Settings } from './appState.ts'
import { createContrastTyping } from './contrastTyping.ts'
import { forPanes } from './forPanes.ts'
import type { AppStore } from './store.ts'

export type SettingActions = Pick<
  Actions,
  | 'setPipeline'
  | 'setPreset'
  | 'setDesignSwitch'
  | 'setContrast'
  | 'typeContrast'
  | 'settleContrast'
  | 'setNamedContrasts'
> & {
  setNoise(pane: Pane, noise: NoiseSpec): void
}

/** What the user decides about the pipelines and contrasts. */
export function createSettingActions(store: AppStore): SettingActions {
  function changeSettings(change: (settings: Settings) => Partial<Settings>): void {
    store.setState((state) =>
      state.settings === null ? state : { settings: { ...state.settings, ...change(state.settings) } },
    )
  }

  function changePipelines(pane: PaneOrBoth, change: (spec: PipelineSpec) => PipelineSpec): void {
    changeSettings(({ pipelines }) => ({ pipelines: forPanes(pane, pipelines, change) }))
  }

  return {
    setPipeline(pane, spec) {
      changePipelines(pane, () => spec)
    },
    setNoise(pane, noise) {
      changePipelines(pane, (spec) => ({ ...spec, noise }))
    },
    setPreset(pane, preset) {
      changePipelines(pane, ({ conditions, confounds: { columns } }) => {
        const fresh = preset === 'nilearn' ? nilearnPreset(conditions) : spm12Preset(conditions)
        return { ...fresh, confounds: { ...fresh.confounds, columns } }
      })
    },
    setDesignSwitch(pane, to) {
      const events = store.getState().run?.events
      if (events == null) return
      const conditions = to === 'minimal' ? minimalConditions(events) : overparameterizedConditions(events)
      changePipelines(pane, (spec) => ({ ...spec, conditions }))
    },
    setContrast(pane, contrast) {
      store.setState(({ contrastDrafts }) => ({
        contrastDrafts: forPanes(pane, contrastDrafts, () => null),
      }))
      changeSettings(({ contrasts }) => ({ contrasts: forPanes(pane, contrasts, () => contrast) }))
    },
    ...createContrastTyping(store),
    setNamedContrasts(namedContrasts) {
      changeSettings(() => ({ namedContrasts }))
    },
  }
}
