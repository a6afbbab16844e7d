import type { ImageFiles, LoadOptions } from '../protocol/runContract.ts'
import type { Intake } from './addFiles.ts'
import type { AppState } from './appState.ts'
import type { SortedFiles } from './intake.ts'

/** A file with its path in the folder that was added. */
export interface FolderFile {
  readonly path: string
  readonly file: File
}

/** What the intake keeps in mind between drops. */
export interface IntakeMemory {
  /** Every file that was added, by name, so that it can be read again in another way: a pair is two. */
  readonly known: Map<string, readonly File[]>
  /** Has the open run's hash found out, now if that has not begun; settles when it is known. */
  hash: () => Promise<void>
  /** A session, a mask and an anatomy that were added before any run. */
  session: SortedFiles['session']
  mask: ImageFiles | null
  anatomy: ImageFiles | null
  /** The folder whose runs are asked about. */
  folder: readonly FolderFile[]
  /** Reads a run that needs much memory in another way. */
  loadOtherwise: ((intake: Intake, how: LoadOptions) => Promise<void>) | null
  /** Settles when what was added before has been recognised: files count in the order in which they were added. */
  inspecting: Promise<unknown>
  /** Settles when the newest run is open or given up: what belongs to it waits for it. */
  opening: Promise<unknown>
}

/** Nothing added yet. */
export function createIntakeMemory(): IntakeMemory {
  const done = Promise.resolve()
  return {
    known: new Map(),
    hash: () => done,
    session: null,
    mask: null,
    anatomy: null,
    folder: [],
    loadOtherwise: null,
    inspecting: done,
    opening: done,
  }
}

/** Lets go of images and a session that wait for a run no longer: they were taken for something else, or out. */
export function forgetEnded(memory: IntakeMemory, { run, waiting }: Pick<AppState, 'run' | 'waiting'>): void {
  // What an opened run takes along is not listed as waiting any more.
  if (run !== null) return
  if (memory.mask?.file.name !== waiting.mask?.name) memory.mask = null
  if (memory.session !== null && memory.session.name !== waiting.session) memory.session = null
  if (memory.anatomy !== null && memory.anatomy.file.name !== waiting.anatomy) memory.anatomy = null
}

/** Lets go of all that waited for a run: another was opened that it is not for. */
export function forgetWaiting(memory: IntakeMemory): void {
  memory.session = null
  memory.mask = null
  memory.anatomy = null
}

/** Remembers files by the name under which they are listed. */
export function rememberFiles(memory: IntakeMemory, files: readonly File[]): void {
  for (const file of files) {
    const stem = pairStem(file.name)
    const pair = stem === null ? [file] : files.filter((other) => pairStem(other.name) === stem)
    memory.known.set(file.name, pair)
  }
}

function pairStem(name: string): string | null {
  return /^(.*)\.(hdr|img)(\.gz)?$/i.exec(name)?.[1] ?? null
}
