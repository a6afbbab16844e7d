import type { DesignContrast, DesignTable } from '../core/formats/designTable.ts'
import { eventsOfWholeRun } from '../core/pipeline/specFromSpmMat.ts'
import { panes, type AppState, type Pane } from './appState.ts'
import { defaultSettings } from './defaultSettings.ts'
import { addMessages, message } from './messages.ts'
import type { SpmFile } from './modelLibrary.ts'
import type { AppStore } from './store.ts'

/** Models among dropped files. */
export interface DroppedModels {
  readonly spm: SpmFile | null
  readonly designs: readonly DesignTable[]
  readonly contrasts: readonly DesignContrast[]
}

/**
 * Takes in models that were made elsewhere. An SPM.mat without a run becomes the settings, so that its design can be looked at.
 */
export function takeModels(store: AppStore, { spm, designs, contrasts }: DroppedModels): void {
  if (spm === null && designs.length === 0 && contrasts.length === 0) return
  const names = new Set(designs.map(({ fileName }) => fileName))
  store.setState(({ models }) => ({
    models: {
      spm: spm ?? models.spm,
      designs: [...models.designs.filter(({ fileName }) => !names.has(fileName)), ...designs],
      contrasts: contrasts.length > 0 ? contrasts : models.contrasts,
    },
  }))
  const findings = [...(spm?.spm.findings ?? []), ...(spm?.analysis.findings ?? [])]
  addMessages(
    store,
    [...findings, ...designs.flatMap((design) => design.findings)].map((finding) =>
      message(finding, 'files'),
    ),
  )
  if (spm === null) return
  const state = store.getState()
  if (state.run === null) store.setState({ settings: settingsOf(state, spm) })
}

/** Has the dropped SPM.mat fitted where a run has no other events. */
export function fitSpmWithoutEvents(store: AppStore, refit: (pane: Pane) => void): void {
  const state = store.getState()
  if (state.models.spm !== null && state.run?.events === null) refit(paneOf(state))
}

/** SPM's settings in one pane, nilearn's for the same conditions in the other. */
function settingsOf(state: AppState, { analysis }: SpmFile): AppState['settings'] {
  const pane = paneOf(state)
  const other = defaultSettings(eventsOfWholeRun(analysis), false)
  const contrast = analysis.contrasts[0]?.contrast ?? other.contrasts[pane]
  return {
    pipelines: { a: other.pipelines.a, b: other.pipelines.a, [pane]: analysis.spec },
    contrasts: { ...other.contrasts, [pane]: contrast },
    namedContrasts: analysis.contrasts,
    discardScans: analysis.run.discardScans,
  }
}

/** The pane that shows maps of SPM12, or B, which is SPM12's for dropped data. */
function paneOf({ panes: shown }: AppState): Pane {
  const isSpm = (pane: Pane): boolean => {
    const result = shown[pane].shown
    return result?.kind === 'imported' && result.title.startsWith('SPM12')
  }
  return panes.find(isSpm) ?? 'b'
}
