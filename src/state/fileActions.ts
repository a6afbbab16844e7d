import { isCancelled } from '../protocol/progress.ts'
import type { Actions } from './actions.ts'
import { ask, endIntake, type Intake } from './addFiles.ts'
import type { ActionEnvironment } from './createActions.ts'
import { findingOf } from './findingOf.ts'
import { createIntakeActions, type FileMessageAction, type IntakeActions } from './intakeActions.ts'
import { createIntakeMemory, forgetWaiting } from './intakeMemory.ts'
import { addMessages, message } from './messages.ts'
import { openSample } from './openSample.ts'
import type { Opening } from './openRun.ts'
import { createReadings } from './readings.ts'
import { recover } from './recover.ts'
import { mapToSave, sessionToSave } from './saving.ts'

type FileActions = IntakeActions &
  Pick<Actions, 'openSample' | 'saveSampleFiles' | 'cancel' | 'refit' | 'saveMap' | 'saveSession'>

/** What file actions work with. */
export type FileEnvironment = ActionEnvironment & Opening

/** Reading and saving files, and stopping what takes time. */
export function createFileActions(environment: FileEnvironment): {
  readonly actions: FileActions
  /** Does what a message about a file offers. */
  readonly perform: (action: FileMessageAction) => void
} {
  const { store, engine, scheduler } = environment
  const memory = createIntakeMemory()
  const readings = createReadings(store)
  const follow = follower(environment)
  engine.onWorkerEnd?.((kind, next) => {
    const recovery = recover({ ...environment, memory }, kind, next)
    environment.secondTries.ended(kind, next, recovery)
    follow(recovery)
  })
  const intake = (): Intake => ({
    opening: environment,
    memory,
    begin: () => readings.beginRun(),
    signal: readings.signal(),
  })
  const adding = createIntakeActions(intake, follow)
  const actions: FileActions = {
    ...adding.actions,
    ...savingActions(environment, memory),
    openSample() {
      ask(store, null)
      const opened = openSample(environment, readings.beginRun()).then((isOpen) => {
        // What waited was for a run of one's own.
        if (isOpen) forgetWaiting(memory)
      })
      memory.opening = opened
      follow(opened)
    },
    cancel() {
      readings.cancel()
      scheduler.cancel()
    },
    refit() {
      scheduler.refit()
    },
  }
  return { actions, perform: adding.perform }
}

/** Sees work that reads files to its end; once all of it has ended, nothing is loading. */
function follower({ store }: FileEnvironment): (work: Promise<unknown>) => void {
  let underWay = 0
  return (work) => {
    underWay++
    work
      .catch((error: unknown) => {
        // Who cancelled has said so.
        if (!isCancelled(error)) addMessages(store, [message(findingOf(error), 'files')])
      })
      .finally(() => {
        underWay--
        if (underWay === 0) endIntake(store)
      })
  }
}

function savingActions(
  { store, engine, save, secondTries }: FileEnvironment,
  memory: Intake['memory'],
): Pick<Actions, 'saveSampleFiles' | 'saveMap' | 'saveSession'> {
  return {
    saveSampleFiles() {
      secondTries
        .run('run', () => engine.run.sampleFiles())
        .then(
          (files) => {
            files.forEach(save)
          },
          (error: unknown) => {
            addMessages(store, [message(findingOf(error), 'files')])
          },
        )
    },
    saveMap(which) {
      const file = mapToSave(store.getState(), which)
      if (file !== null) save(file)
    },
    saveSession() {
      void memory.hash().then(() => {
        const file = sessionToSave(store.getState())
        if (file !== null) save(file)
      })
    },
  }
}
