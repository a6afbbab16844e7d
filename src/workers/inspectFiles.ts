import { Refusal, type Finding } from '../core/finding.ts'
import { readConfounds } from '../core/formats/confoundsTable.ts'
import { readEvents } from '../core/formats/eventsTable.ts'
import { createInflater, isGzip } from '../core/formats/gzip.ts'
import { recognise, recognitionHeadBytes, type FileKind } from '../core/formats/recognise.ts'
import { readSidecar } from '../core/formats/sidecar.ts'
import type { Inspected } from '../protocol/runContract.ts'

/** Tables and sidecars above this are not what they claim to be. */
const maxTextBytes = 64e6

/** Recognises every file by name and content and reads the small ones; a bad file becomes a finding. */
export function inspectFiles(files: readonly File[]): Promise<Inspected[]> {
  return Promise.all(files.map(inspect))
}

async function inspect(file: File): Promise<Inspected> {
  try {
    return await read(file, recognise(file.name, await headOf(file)))
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', name: file.name, finding: error.finding }
    return { kind: 'refused', name: file.name, finding: unreadable(file, error) }
  }
}

async function read(file: File, kind: FileKind): Promise<Inspected> {
  const { name } = file
  switch (kind) {
    case 'bold':
    case 'mask':
      return { kind, file }
    case 'events':
      return { kind, name, table: readEvents(await textOf(file), name) }
    case 'sidecar':
      return { kind, name, sidecar: readSidecar(await textOf(file), name) }
    case 'confounds':
      return { kind, name, table: readConfounds(await textOf(file), name) }
    case 'session':
      return { kind, name, text: await textOf(file) }
    case 'anatomy':
    case 'map':
      return { kind: 'refused', name, finding: notYet(name, kind) }
    case 'unknown':
      return { kind: 'refused', name, finding: unknownKind(name) }
  }
}

/** The first bytes as they are after inflation. */
async function headOf(file: File): Promise<Uint8Array> {
  const head = new Uint8Array(await file.slice(0, recognitionHeadBytes).arrayBuffer())
  if (!isGzip(head)) return head
  const pieces: Uint8Array[] = []
  const options = { fileName: file.name, limitBytes: recognitionHeadBytes }
  try {
    createInflater({ ...options, onChunk: (piece) => pieces.push(piece) }).push(head)
  } catch (error) {
    // What is damaged further on still shows what it is here; reading the file gives the reason.
    if (!(error instanceof Refusal)) throw error
  }
  return new Uint8Array(await new Blob(pieces.map((piece) => piece.slice())).arrayBuffer())
}

async function textOf(file: File): Promise<string> {
  if (file.size > maxTextBytes) {
    throw new Refusal({
      code: 'text-too-large',
      severity: 'error',
      file: file.name,
      message: `The file has ${(file.size / 1e6).toFixed(0)} MB, far more than a table or sidecar.`,
      remedy: 'Check that it is the file you meant.',
    })
  }
  return file.text()
}

function notYet(file: string, kind: 'anatomy' | 'map'): Finding {
  return {
    code: `${kind}-not-read`,
    severity: 'note',
    file,
    message: kind === 'anatomy' ? 'This is a 3D image, an anatomy perhaps.' : 'This is a statistical map.',
    remedy:
      'It was left out: this version reads 4D runs, their events, sidecar, confounds, mask and sessions.',
  }
}

function unknownKind(file: string): Finding {
  return {
    code: 'file-unknown',
    severity: 'warning',
    file,
    message: 'The file is none of the kinds that are read here.',
    remedy: 'It was left out; images must be NIfTI, tables .tsv or .csv, sidecars and sessions .json.',
  }
}

function unreadable({ name }: File, error: unknown): Finding {
  return {
    code: 'file-unreadable',
    severity: 'error',
    file: name,
    message: `The file could not be read: ${error instanceof Error ? error.message : String(error)}`,
    remedy: 'Check that it still exists and try again.',
  }
}
