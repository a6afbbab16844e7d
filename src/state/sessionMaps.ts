import type { Finding } from '../core/finding.ts'
import type { Session, SessionMap } from '../core/pipeline/session.ts'
import { panes, type AppState, type Pane } from './appState.ts'
import type { MapFile, PaneSource } from './mapLibrary.ts'
import { mapSets } from './mapSets.ts'
import { addMessages, message } from './messages.ts'
import type { AppStore } from './store.ts'

/** The maps of a session that are still to be added. */
export type AwaitedMaps = Readonly<Partial<Record<Pane, readonly SessionMap[]>>>

/** What a session says of panes that show maps from files; undefined where none does. */
export function mapsToSave({ maps, sources }: Pick<AppState, 'maps' | 'sources'>): Session['maps'] {
  const entries = panes.flatMap((pane) => {
    const source = sources[pane]
    const set =
      source.kind === 'imported' ? mapSets(maps.files).find(({ id }) => id === source.setId) : undefined
    return set === undefined ? [] : [[pane, set.files.map(hintOf)] as const]
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

function hintOf({ name, sha256, kind }: MapFile): SessionMap {
  return { name, sha256, kind }
}

/** Shows the maps of a session in its panes, those of its files that are there; asks for the others. */
export function showAwaitedMaps(store: AppStore): void {
  const { awaitedMaps } = store.getState()
  const left: Partial<Record<Pane, readonly SessionMap[]>> = {}
  for (const pane of panes) {
    const wanted = awaitedMaps[pane]
    if (wanted === undefined) continue
    const source = sourceFor(store.getState(), wanted)
    if (source === null) left[pane] = wanted
    else store.setState(({ sources }) => ({ sources: { ...sources, [pane]: source } }))
  }
  store.setState({ awaitedMaps: left })
}

/** Takes over what a session says of maps: asks for those that are not there. */
export function awaitMaps(store: AppStore, maps: Session['maps'], file: string): void {
  store.setState({ awaitedMaps: maps ?? {} })
  showAwaitedMaps(store)
  const { awaitedMaps } = store.getState()
  const findings = panes.flatMap((pane) => {
    const wanted = awaitedMaps[pane]
    return wanted === undefined ? [] : [askFor(pane, wanted, file)]
  })
  addMessages(
    store,
    findings.map((finding) => message(finding, 'files')),
  )
}

/** The set that has the files of a session, by their contents. */
function sourceFor({ maps }: AppState, wanted: readonly SessionMap[]): PaneSource | null {
  const hashes = wanted.map(({ sha256 }) => sha256)
  const set = mapSets(maps.files).find(({ files }) => files.some(({ sha256 }) => hashes.includes(sha256)))
  return set === undefined ? null : { kind: 'imported', setId: set.id }
}

function askFor(pane: Pane, wanted: readonly SessionMap[], file: string): Finding {
  return {
    code: 'session-maps-missing',
    severity: 'warning',
    file,
    message: `${pane.toUpperCase()} of the session shows maps from files: ${wanted.map(({ name }) => name).join(', ')}.`,
    remedy: 'Add these files: a session holds their names and hashes, not their contents.',
  }
}
