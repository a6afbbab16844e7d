import type { Actions } from './actions.ts'
import { findingOf } from './findingOf.ts'
import { addMessages, message } from './messages.ts'
import { reassemble, type Opening } from './openRun.ts'

/** What the user decides about the run itself. */
export function createRunActions({
  store,
  engine,
  secondTries,
}: Opening): Pick<Actions, 'setRepetitionTime' | 'setDiscardScans'> {
  return {
    setRepetitionTime(seconds, source) {
      const { run } = store.getState()
      if (run === null || !(seconds > 0)) return
      try {
        reassemble(store, run.companions, { seconds, source })
      } catch (error) {
        addMessages(store, [message(findingOf(error), 'run')])
      }
    },
    setDiscardScans(count) {
      const { run, settings } = store.getState()
      if (run === null || settings === null || !canDiscard(count, run.summary.scanCount)) return
      store.setState({ settings: { ...settings, discardScans: count } })
      secondTries
        .run('run', () => engine.run.images(count))
        .then(
          (images) => {
            store.setState((state) =>
              state.run?.id === run.id && state.settings?.discardScans === count
                ? { run: { ...state.run, images } }
                : state,
            )
          },
          (error: unknown) => {
            addMessages(store, [message(findingOf(error), 'run')])
          },
        )
    },
  }
}

/** A run needs two scans at the least. */
function canDiscard(count: number, scanCount: number): boolean {
  return Number.isInteger(count) && count >= 0 && count <= scanCount - 2
}
