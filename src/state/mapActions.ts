import type { Actions } from './actions.ts'
import type { Pane } from './appState.ts'
import { mapSets } from './mapSets.ts'
import type { MapLibrary, PaneSource } from './mapLibrary.ts'
import type { AppStore } from './store.ts'

type MapActions = Pick<Actions, 'showMaps' | 'showFit' | 'removeMap' | 'setMapKind' | 'setOtherGrids'>

/** Which maps from files the panes show and what these are taken for. */
export function createMapActions(store: AppStore): MapActions {
  function setSource(pane: Pane, source: PaneSource): void {
    store.setState(({ sources }) => ({ sources: { ...sources, [pane]: source } }))
  }

  /** Changes the library; a pane whose set is gone is fitted again. */
  function setLibrary(change: (maps: MapLibrary) => MapLibrary): void {
    store.setState((state) => {
      const maps = change(state.maps)
      const ids = mapSets(maps.files).map(({ id }) => id)
      const kept = (source: PaneSource): PaneSource =>
        source.kind === 'imported' && !ids.includes(source.setId) ? { kind: 'fitted' } : source
      return { maps, sources: { a: kept(state.sources.a), b: kept(state.sources.b) } }
    })
  }

  return {
    showMaps(pane, setId) {
      setSource(pane, { kind: 'imported', setId })
    },
    showFit(pane) {
      setSource(pane, { kind: 'fitted' })
    },
    removeMap(id) {
      setLibrary((maps) => ({ ...maps, files: maps.files.filter((file) => file.id !== id) }))
    },
    setMapKind(id, kind) {
      setLibrary((maps) => ({
        ...maps,
        files: maps.files.map((file) => (file.id === id ? { ...file, kind } : file)),
      }))
    },
    setOtherGrids(otherGrids) {
      setLibrary((maps) => ({ ...maps, otherGrids }))
    },
  }
}
