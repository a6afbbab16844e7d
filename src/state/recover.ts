import { newJobId, type WorkerKind } from './engine.ts'
import type { IntakeMemory } from './intakeMemory.ts'
import { findingOf } from './findingOf.ts'
import { addMessages, message } from './messages.ts'
import { readAgain, type Opening } from './openRun.ts'
import type { Scheduler } from './scheduler.ts'

/** What recovering works with. */
export interface Recovery extends Opening {
  readonly scheduler: Scheduler
  readonly memory: IntakeMemory
}

/**
 * Brings a worker that was started anew to where its predecessor was: the run is read again from its file, slabs are
 * sent again, what was being fitted is fitted again. What is on screen stays.
 */
export async function recover(recovery: Recovery, kind: WorkerKind): Promise<void> {
  const { store, engine, prepared, scheduler } = recovery
  try {
    if (kind === 'run') await readRunAgain(recovery)
    if (kind !== 'design') {
      prepared.reset()
      await Promise.all(engine.fits.map((fit) => fit.reset()))
    }
    addMessages(store, [
      message(
        {
          code: 'worker-restarted',
          severity: 'warning',
          message: 'A background worker ended, perhaps for lack of memory, and was started again.',
          remedy: 'What it held was read again and nothing is lost; close other tabs if it happens again.',
        },
        'files',
      ),
    ])
    scheduler.refit()
  } catch (error) {
    addMessages(store, [message(findingOf(error), 'files')])
  }
}

async function readRunAgain(recovery: Recovery): Promise<void> {
  const { store, engine, memory } = recovery
  await readAgain(recovery)
  const mask = store.getState().run?.companions.mask
  const [file, voxels] = (mask == null ? undefined : memory.known.get(mask.name)) ?? []
  if (file === undefined) return
  const image = voxels === undefined ? { file } : { file, voxels }
  await engine.run.loadMask(image, newJobId(), () => undefined)
}
