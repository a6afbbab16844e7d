import type { Actions } from './actions.ts'
import { addFiles, ask, type Intake } from './addFiles.ts'
import { addFolder, chooseRun } from './addFolder.ts'
import type { MessageAction } from './appState.ts'
import { readDecimalComma, rescaleEvents, takeFileFor, useVolume } from './takeFile.ts'

export type IntakeActions = Pick<
  Actions,
  'addFiles' | 'addFolder' | 'chooseRun' | 'loadOtherwise' | 'dismissQuestion' | 'takeFileFor'
>

/** What buttons of messages ask for about files. */
export type FileMessageAction = Extract<
  MessageAction,
  { readonly kind: 'open-instead' | 'read-decimal-comma' | 'rescale-events' | 'use-volume' }
>

/**
 * Taking in files and folders and answering what they ask; `intake` is what one of them works with from its beginning,
 * `follow` sees the work to its end.
 */
export function createIntakeActions(
  intake: () => Intake,
  follow: (work: Promise<unknown>) => void,
): { readonly actions: IntakeActions; readonly perform: (action: FileMessageAction) => void } {
  const { memory, opening } = intake()
  const { store } = opening
  const actions: IntakeActions = {
    addFiles(files) {
      follow(addFiles(intake(), files))
    },
    addFolder(files, unread = []) {
      follow(addFolder(intake(), files, unread))
    },
    chooseRun(path) {
      follow(chooseRun(intake(), path))
    },
    loadOtherwise(how) {
      ask(store, null)
      if (memory.loadOtherwise !== null) follow(memory.loadOtherwise(intake(), how))
    },
    dismissQuestion() {
      ask(store, null)
    },
    takeFileFor(name, as) {
      follow(takeFileFor(intake(), name, as))
    },
  }
  function perform(action: FileMessageAction): void {
    const { fileName } = action
    switch (action.kind) {
      case 'open-instead':
        follow(addFiles(intake(), memory.known.get(fileName) ?? []))
        return
      case 'read-decimal-comma':
        follow(readDecimalComma(intake(), fileName, action.as))
        return
      case 'use-volume':
        follow(useVolume(intake(), fileName, action.volume))
        return
      case 'rescale-events':
        follow(rescaleEvents(intake(), fileName, action.from))
    }
  }
  return { actions, perform }
}
