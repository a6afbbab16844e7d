import type { MapImage } from '../protocol/runContract.ts'
import { panes, type AppState, type Pane } from './appState.ts'
import { fitInputs } from './fitInputs.ts'
import type { MapFile, PaneSource } from './mapLibrary.ts'
import { mapSets, statMapKinds, type MapSet } from './mapSets.ts'
import { addMessages, message } from './messages.ts'
import { showAwaitedMaps, type AwaitedMaps } from './sessionMaps.ts'
import type { AppStore } from './store.ts'

let lastId = 0
let lastBatch = 0

/**
 * Takes in maps that were dropped together. Panes that have nothing to fit show them at once; where a run is fitted they are listed
 * and offered. A file that is there already is not taken twice.
 */
export function takeMaps(store: AppStore, images: readonly MapImage[]): void {
  const known = store.getState().maps.files
  const fresh = images.filter(
    ({ name, sha256 }) => !known.some((file) => file.name === name && file.sha256 === sha256),
  )
  if (fresh.length === 0) return
  addMessages(
    store,
    fresh.flatMap(({ findings }) => findings.map((finding) => message(finding, 'files'))),
  )
  const batch = ++lastBatch
  const files = fresh.map((image): MapFile => ({ ...image, id: ++lastId, batch, kind: image.statMap.kind }))
  const all = [...known, ...files]
  const sets = mapSets(all).filter((set) => set.files.some((file) => files.includes(file)))
  const state = store.getState()
  const sources = opened(state, sets)
  store.setState({ maps: { ...state.maps, files: withKinds(all, state.awaitedMaps) }, sources })
  showAwaitedMaps(store)
  if (sources === state.sources) offer(store, sets)
}

/** Maps of a session are what they were taken for there. */
function withKinds(files: readonly MapFile[], awaited: AwaitedMaps): readonly MapFile[] {
  const hints = panes.flatMap((pane) => awaited[pane] ?? [])
  return files.map((file) => {
    const hint = hints.find(({ sha256 }) => sha256 === file.sha256)
    const kind = statMapKinds.find((each) => each === hint?.kind)
    return kind === undefined ? file : { ...file, kind }
  })
}

/** The sets in the panes that have nothing else to show, A first. */
function opened(state: AppState, sets: readonly MapSet[]): AppState['sources'] {
  const free = panes.filter((pane) => hasNothing(state, pane))
  return sets.slice(0, free.length).reduce((sources, { id }, i) => {
    const pane = free[i]
    return pane === undefined ? sources : { ...sources, [pane]: imported(id) }
  }, state.sources)
}

function hasNothing(state: AppState, pane: Pane): boolean {
  return state.sources[pane].kind === 'fitted' && fitInputs(state, pane) === null
}

function imported(setId: string): PaneSource {
  return { kind: 'imported', setId }
}

function offer(store: AppStore, [first, ...others]: readonly MapSet[]): void {
  if (first === undefined) return
  const count = others.length + 1
  addMessages(store, [
    message(
      {
        code: 'maps-listed',
        severity: 'note',
        message:
          count === 1 ? `${first.title} can be compared.` : `${String(count)} sets of maps can be compared.`,
        remedy: 'They are listed under Data, where each can be shown in A or B in place of the fit.',
      },
      'files',
      { kind: 'show-map', pane: 'b', setId: first.id, title: first.title },
    ),
  ])
}
