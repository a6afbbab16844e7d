import type { FolderFile } from '../../state/intakeMemory.ts'

/** The part of the browser's FileSystemEntry that is used. */
export interface DroppedEntry {
  readonly isFile: boolean
  readonly isDirectory: boolean
  readonly name: string
  readonly fullPath: string
}

/** An entry that is a file. */
export interface DroppedFileEntry extends DroppedEntry {
  file(resolve: (file: File) => void, reject: (error: unknown) => void): void
}

/** An entry that is a folder, whose entries come in batches. */
export interface DroppedFolderEntry extends DroppedEntry {
  createReader(): {
    readEntries(resolve: (entries: DroppedEntry[]) => void, reject: (error: unknown) => void): void
  }
}

/** The files of folders and what of them could not be read. */
export interface WalkedFolder {
  readonly files: readonly FolderFile[]
  /** Paths that the browser would not read. */
  readonly unread: readonly string[]
}

/** All files of the entries, folders walked through to the bottom; hidden folders are passed over. */
export async function filesOfEntries(entries: readonly DroppedEntry[]): Promise<WalkedFolder> {
  const parts = await Promise.all(entries.map(filesOf))
  return {
    files: parts.flatMap(({ files }) => files),
    unread: parts.flatMap(({ unread }) => unread),
  }
}

async function filesOf(entry: DroppedEntry): Promise<WalkedFolder> {
  const path = entry.fullPath.replace(/^\//, '')
  try {
    if (isFile(entry)) return { files: [{ path, file: await fileOf(entry) }], unread: [] }
    if (!isFolder(entry) || entry.name.startsWith('.')) return { files: [], unread: [] }
    return await filesOfEntries(await entriesOf(entry))
  } catch {
    return { files: [], unread: [path] }
  }
}

function isFile(entry: DroppedEntry): entry is DroppedFileEntry {
  return entry.isFile
}

function isFolder(entry: DroppedEntry): entry is DroppedFolderEntry {
  return entry.isDirectory
}

function fileOf(entry: DroppedFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

/** Chromium hands out a folder in batches of 100; an empty batch is the end. */
async function entriesOf(folder: DroppedFolderEntry): Promise<DroppedEntry[]> {
  const reader = folder.createReader()
  const all: DroppedEntry[] = []
  for (;;) {
    const batch = await new Promise<DroppedEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (batch.length === 0) return all
    all.push(...batch)
  }
}
