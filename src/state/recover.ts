import type { Finding } from '../core/finding.ts'
import { newJobId, type AfterEnd, type WorkerKind } from './engine.ts'
import type { IntakeMemory } from './intakeMemory.ts'
import { findingOf } from './findingOf.ts'
import { message, setMessages } from './messages.ts'
import { readAgain, type Opening } from './openRun.ts'
import type { Scheduler } from './scheduler.ts'

/** What recovering works with. */
export interface Recovery extends Opening {
  readonly scheduler: Scheduler
  readonly memory: IntakeMemory
}

/**
 * Brings a worker that was started anew to where its predecessor was: the run is read again from its file, lost slabs and
 * fits are made again, what was being done is done once more. What is on screen stays.
 */
export async function recover(recovery: Recovery, kind: WorkerKind, next: AfterEnd): Promise<void> {
  const { store, scheduler } = recovery
  const goOn = scheduler.hold()
  let said = next === 'restarted' ? restarted : givenUp
  try {
    if (next === 'restarted') await restore(recovery, kind)
  } catch (error) {
    said = findingOf(error)
  }
  goOn(kind === 'fit' ? 'fits' : 'nothing')
  setMessages(store, 'workers', [message(said, 'workers')])
}

async function restore(recovery: Recovery, kind: WorkerKind): Promise<void> {
  const { engine, prepared } = recovery
  await engine.ready
  if (kind === 'run') await readRunAgain(recovery)
  if (kind === 'fit') {
    prepared.reset()
    await Promise.all(engine.fits.map((fit) => fit.reset()))
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

const restarted: Finding = {
  code: 'worker-restarted',
  severity: 'warning',
  message: 'A background worker ended, perhaps for lack of memory, and was started again.',
  remedy: 'What it was doing is done once more and nothing is lost; close other tabs if it happens again.',
}

const givenUp: Finding = {
  code: 'worker-given-up',
  severity: 'error',
  message:
    'A background worker ended again and again, perhaps for lack of memory, and was not started any more.',
  remedy: 'What is shown can still be saved; close other tabs and programs, then load the page again.',
}
