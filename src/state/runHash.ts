import type { ImageFiles } from '../protocol/runContract.ts'
import type { Opening } from './openRun.ts'
import type { AppState, LoadedRun } from './appState.ts'
import { isAtRest } from './phase.ts'
import { when } from './when.ts'

/**
 * Finds out the open run's hash when nothing else is done, or when what is returned is called: it takes as long as reading the
 * file again, on a core that the first fits need, and sessions alone ask for it.
 */
export function hashInTime(opening: Opening, image: ImageFiles): () => Promise<void> {
  const { store } = opening
  const id = store.getState().run?.id
  const isOpen = ({ run }: AppState): boolean => run?.id === id
  let hashing: Promise<void> | null = null
  const hash = async (): Promise<void> => {
    if (isOpen(store.getState())) await (hashing ??= rememberHash(opening, image, id))
  }
  void when(store, (state) => !isOpen(state) || isAtRest(state)).then(hash)
  return hash
}

async function rememberHash(
  { store, engine, secondTries }: Opening,
  { file, voxels }: ImageFiles,
  id: LoadedRun['id'] | undefined,
): Promise<void> {
  const sha256 = await secondTries.run('design', () => engine.design.sha256(voxels ?? file)).catch(() => null)
  store.setState((state) =>
    state.run?.id === id && state.run !== null ? { run: { ...state.run, sha256 } } : state,
  )
}
