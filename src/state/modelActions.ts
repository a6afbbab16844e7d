import { contrastsOfMatrix, withDesignTable } from '../core/pipeline/matrixModel.ts'
import type { Actions } from './actions.ts'
import type { Settings } from './appState.ts'
import { defaultSettings } from './defaultSettings.ts'
import { refitSpm } from './refitSpm.ts'
import type { AppStore } from './store.ts'

type ModelActions = Pick<Actions, 'refitSpm' | 'useDesign' | 'removeModel'>

/** Using models that were made elsewhere. */
export function createModelActions(store: AppStore, setDiscardScans: (count: number) => void): ModelActions {
  return {
    refitSpm(pane) {
      refitSpm(store, pane, setDiscardScans)
    },
    useDesign(pane, fileName) {
      const { settings, models, run, sources } = store.getState()
      const table = models.designs.find((design) => design.fileName === fileName)
      if (table === undefined || run === null) return
      const before = settings ?? defaultSettings(run.events ?? [], false)
      const spec = withDesignTable(before.pipelines[pane], table)
      const width = table.columns.length
      const fitting = models.contrasts.filter(({ rows }) => rows.every((row) => row.length === width))
      const given = [...table.contrasts, ...fitting]
      const named =
        spec.eventModel.kind === 'matrix' ? contrastsOfMatrix(spec.eventModel, given, fileName) : []
      const names = table.columns.map(({ name }) => name)
      const first = table.columns.find(({ role }) => role === 'condition')?.name ?? names[0] ?? 'constant'
      const contrast = named[0]?.contrast ?? { kind: 't', weights: { [first]: 1 } }
      const next: Settings = {
        ...before,
        pipelines: { ...before.pipelines, [pane]: spec },
        contrasts: { ...before.contrasts, [pane]: contrast },
        namedContrasts: [
          ...before.namedContrasts.filter(({ name }) => !named.some((each) => each.name === name)),
          ...named,
        ],
      }
      store.setState({ settings: next, sources: { ...sources, [pane]: { kind: 'fitted' } } })
    },
    removeModel(fileName) {
      store.setState(({ models }) => ({
        models: {
          ...models,
          spm: models.spm?.name === fileName ? null : models.spm,
          designs: models.designs.filter((design) => design.fileName !== fileName),
        },
      }))
    },
  }
}
