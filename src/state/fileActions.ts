import type { Actions } from './actions.ts'
import { addFiles, createIntakeMemory } from './addFiles.ts'
import type { ActionEnvironment } from './createActions.ts'
import { findingOf } from './findingOf.ts'
import { addMessages, message } from './messages.ts'
import { openSample } from './openSample.ts'
import { mapToSave, sessionToSave } from './saving.ts'

type FileActions = Pick<
  Actions,
  'addFiles' | 'openSample' | 'saveSampleFiles' | 'cancel' | 'refit' | 'saveMap' | 'saveSession'
>

/** Reading and saving files, and stopping what takes time. */
export function createFileActions(environment: ActionEnvironment): {
  readonly actions: FileActions
  /** Opens a run that was added together with another. */
  readonly openInstead: (fileName: string) => void
} {
  const { store, engine, scheduler, save } = environment
  const memory = createIntakeMemory()
  let loading: AbortController | null = null

  /** Runs work that reads files; newer work of this kind takes its place. */
  function load(work: (signal: AbortSignal) => Promise<unknown>): void {
    loading?.abort()
    const controller = new AbortController()
    loading = controller
    work(controller.signal).catch((error: unknown) => {
      addMessages(store, [message(findingOf(error), 'files')])
    })
  }

  const add = (files: readonly File[]): void => {
    load((signal) => addFiles(environment, files, signal, memory))
  }

  const actions: FileActions = {
    addFiles: add,
    openSample() {
      load((signal) => openSample(environment, signal))
    },
    saveSampleFiles() {
      void engine.run.sampleFiles().then((files) => {
        files.forEach(save)
      })
    },
    cancel() {
      loading?.abort()
      scheduler.cancel()
    },
    refit() {
      scheduler.refit()
    },
    saveMap(which) {
      const file = mapToSave(store.getState(), which)
      if (file !== null) save(file)
    },
    saveSession() {
      void memory.hashing.then(() => {
        const file = sessionToSave(store.getState())
        if (file !== null) save(file)
      })
    },
  }

  return {
    actions,
    openInstead(fileName) {
      const file = memory.setAside.get(fileName)
      if (file !== undefined) add([file])
    },
  }
}
