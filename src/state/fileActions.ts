import type { Actions } from './actions.ts'
import { superseded } from './abortable.ts'
import { ask, endIntake, type Intake } from './addFiles.ts'
import type { ActionEnvironment } from './createActions.ts'
import { findingOf } from './findingOf.ts'
import { createIntakeActions, type FileMessageAction, type IntakeActions } from './intakeActions.ts'
import { createIntakeMemory } from './intakeMemory.ts'
import { addMessages, message } from './messages.ts'
import { openSample } from './openSample.ts'
import { recover } from './recover.ts'
import { mapToSave, sessionToSave } from './saving.ts'

type FileActions = IntakeActions &
  Pick<Actions, 'openSample' | 'saveSampleFiles' | 'cancel' | 'refit' | 'saveMap' | 'saveSession'>

/** Reading and saving files, and stopping what takes time. */
export function createFileActions(environment: ActionEnvironment): {
  readonly actions: FileActions
  /** Does what a message about a file offers. */
  readonly perform: (action: FileMessageAction) => void
} {
  const { store, engine, scheduler, save } = environment
  const memory = createIntakeMemory()
  let loading: AbortController | null = null
  let intakes = 0

  /** The signal for opening a run, which takes the place of one that is still being opened. */
  function begin(): AbortSignal {
    loading?.abort(superseded)
    loading = new AbortController()
    return loading.signal
  }

  /** Sees work that reads files to its end. */
  function follow(work: Promise<unknown>): void {
    intakes++
    work
      .catch((error: unknown) => {
        addMessages(store, [message(findingOf(error), 'files')])
      })
      .finally(() => {
        intakes--
        if (intakes === 0) endIntake(store)
      })
  }

  engine.onRestart?.((kind) => {
    follow(recover({ ...environment, memory }, kind))
  })
  const intake: Intake = { opening: environment, memory, begin }
  const adding = createIntakeActions(intake, follow)
  const actions: FileActions = {
    ...adding.actions,
    openSample() {
      ask(store, null)
      const opened = openSample(environment, begin())
      memory.opening = opened
      follow(opened)
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
  return { actions, perform: adding.perform }
}
