import type { Finding } from '../finding.ts'
import type { ModelKind } from './modelKind.ts'
import { listed, note, quoted, refusal } from './refuse.ts'
import type { FileKind } from './recognise.ts'

/** A dropped file by its name and kind; `T` carries what the caller needs to open it. */
export interface RecognisedFile<T> {
  readonly name: string
  readonly kind: FileKind
  readonly file: T
}

/** The files of one drop, at most one of each kind but maps. */
export interface SortedDrop<T> {
  readonly one: Partial<Readonly<Record<SingleKind, RecognisedFile<T>>>>
  readonly maps: readonly RecognisedFile<T>[]
  readonly findings: readonly Finding[]
}

type SingleKind = Exclude<FileKind, 'map' | 'unknown' | ModelKind>

const singleKinds: readonly SingleKind[] = [
  'bold',
  'events',
  'sidecar',
  'confounds',
  'mask',
  'anatomy',
  'session',
]

const words: Readonly<Record<SingleKind, string>> = {
  bold: 'BOLD runs',
  events: 'events tables',
  sidecar: 'sidecars',
  confounds: 'confounds tables',
  mask: 'masks',
  anatomy: 'anatomical images',
  session: 'sessions',
}

/**
 * Sorts the files of one drop by kind. Throws a Refusal where two files of one kind leave it unclear which counts,
 * two BOLD runs first of all; files that are not recognised are left out with a note each.
 */
export function sortDrop<T>(files: readonly RecognisedFile<T>[]): SortedDrop<T> {
  const one: Partial<Record<SingleKind, RecognisedFile<T>>> = {}
  for (const kind of singleKinds) {
    const [first, ...others] = files.filter((file) => file.kind === kind)
    if (first !== undefined && others.length > 0) throw several(kind, [first, ...others])
    if (first !== undefined) one[kind] = first
  }
  return {
    one,
    maps: files.filter(({ kind }) => kind === 'map'),
    findings: files.filter(({ kind }) => kind === 'unknown').map(({ name }) => unknownFile(name)),
  }
}

function several<T>(kind: SingleKind, files: readonly RecognisedFile<T>[]): Error {
  const names = listed(files.map(({ name }) => quoted(name)), 4) // prettier-ignore
  return refusal({
    code: kind === 'bold' ? 'two-runs' : 'two-of-a-kind',
    file: files[1].name,
    message: `The drop holds ${files.length} ${words[kind]}: ${names}.`,
    remedy:
      kind === 'bold'
        ? 'Drop one run at a time, together with its own events.'
        : 'Drop the one that belongs to the run.',
  })
}

function unknownFile(name: string): Finding {
  return note({
    code: 'file-unknown',
    file: name,
    message: 'The file is none of the kinds that are read here.',
    remedy: 'It was left out; images must be NIfTI, tables .tsv or .csv, sidecars and sessions .json.',
  })
}
