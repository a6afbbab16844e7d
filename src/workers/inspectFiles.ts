import { Refusal } from '../core/finding.ts'
import { readConfounds } from '../core/formats/confoundsTable.ts'
import { readEvents } from '../core/formats/eventsTable.ts'
import { niftiHeadBytes, niftiHeaderIn } from '../core/formats/niftiHeader.ts'
import { readDesignContrasts, readDesignTable } from '../core/formats/readDesignTable.ts'
import { readSpmMat } from '../core/formats/readSpmMat.ts'
import { recognise, recognitionHeadBytes, type FileKind } from '../core/formats/recognise.ts'
import { readSidecar } from '../core/formats/sidecar.ts'
import { specFromSpmMat } from '../core/pipeline/specFromSpmMat.ts'
import { isCancelled } from '../protocol/progress.ts'
import type { ImageFiles, Inspected, InspectOptions } from '../protocol/runContract.ts'
import { lonelyImg, textTooLarge, unknownKind, unreadable } from './inspectFindings.ts'
import { pairFiles } from './pairFiles.ts'
import type { Checkpoint } from './jobs.ts'
import { fileHead, type FileHead } from './readHeader.ts'
import { readMap } from './readMap.ts'

/** Tables and sidecars above this are not what they claim to be. */
const maxTextBytes = 64e6
/** SPM.mat of long runs are some tens of megabytes. */
const maxModelBytes = 1e9

/**
 * Recognises every file by name and content and reads the small ones; a `.hdr` and its `.img` are one image. A bad file
 * becomes a finding. One after the other, so that cancelling leaves the rest unread.
 */
export async function inspectFiles(
  files: readonly File[],
  options: InspectOptions,
  checkpoint: Checkpoint,
): Promise<Inspected[]> {
  const inspected: Inspected[] = []
  for (const image of pairFiles(files)) {
    inspected.push(await inspect(image, options, checkpoint))
    await checkpoint()
  }
  return inspected
}

async function inspect(
  image: ImageFiles,
  options: InspectOptions,
  checkpoint: Checkpoint,
): Promise<Inspected> {
  const { file } = image
  try {
    if (/\.img(\.gz)?$/i.test(file.name)) throw new Refusal(lonelyImg(file.name))
    const head = await fileHead(file, recognitionHeadBytes)
    const kind = options.as ?? recognise(file.name, enoughOf(head))
    if (kind === 'map') return { kind, name: file.name, map: await readMap(image, options, checkpoint) }
    return kind === 'bold' ? runOf(image, head) : await read(image, kind, { ...options, head })
  } catch (error) {
    if (isCancelled(error)) throw error
    if (error instanceof Refusal) return { kind: 'refused', name: file.name, finding: error.finding }
    return { kind: 'refused', name: file.name, finding: unreadable(file.name, error) }
  }
}

/** What a file is recognised by: of an image of several scans the header says it all, without inflating more. */
function enoughOf(head: FileHead): Uint8Array {
  const first = head.inflated(niftiHeadBytes)
  return (niftiHeaderIn(first)?.dims[3] ?? 0) > 1 ? first : head.inflated(recognitionHeadBytes)
}

/** A run with what its head says, unless its header cannot be read: whoever loads the run says why. */
function runOf(image: ImageFiles, { inflated, isCompressed }: FileHead): Inspected {
  const header = niftiHeaderIn(inflated(niftiHeadBytes))
  if (header === null) return { kind: 'bold', ...image }
  return { kind: 'bold', ...image, header, ...(image.voxels === undefined && { isCompressed }) }
}

async function read(
  image: ImageFiles,
  kind: Exclude<FileKind, 'map' | 'bold'>,
  { decimalComma = false, head }: InspectOptions & { readonly head: FileHead },
): Promise<Inspected> {
  const { file } = image
  const { name } = file
  switch (kind) {
    case 'mask':
    case 'anatomy':
      return { kind, ...image }
    case 'events':
      return { kind, name, table: readEvents(await textOf(file, head), name, { decimalComma }) }
    case 'sidecar':
      return { kind, name, sidecar: readSidecar(await textOf(file, head), name) }
    case 'confounds':
      return { kind, name, table: readConfounds(await textOf(file, head), name, { decimalComma }) }
    case 'session':
      return { kind, name, text: await textOf(file, head) }
    case 'spm-mat': {
      const spm = readSpmMat(await bytesOf(file), name)
      return { kind, name, spm, analysis: specFromSpmMat(spm) }
    }
    case 'design':
      return { kind, name, table: readDesignTable(await textOf(file, head), name) }
    case 'design-contrasts':
      return { kind, name, contrasts: readDesignContrasts(await textOf(file, head), name) }
    case 'unknown':
      return { kind: 'refused', name, finding: unknownKind(name) }
  }
}

async function bytesOf(file: File): Promise<Uint8Array> {
  if (file.size > maxModelBytes) throw new Refusal(textTooLarge(file.name, file.size))
  return new Uint8Array(await file.arrayBuffer())
}

async function textOf(file: File, { whole }: FileHead): Promise<string> {
  if (whole !== null) return new TextDecoder().decode(whole)
  if (file.size > maxTextBytes) throw new Refusal(textTooLarge(file.name, file.size))
  return file.text()
}
