import type { FolderFile } from '../../state/intakeMemory.ts'

/** What was dropped: files, or a folder whose files come with their paths. */
export type Dropped =
  | { readonly kind: 'files'; readonly files: readonly File[] }
  | { readonly kind: 'folder'; readonly files: readonly FolderFile[] }

/** All files of a drop, folders walked through; where the browser offers no entries, the plain file list. */
export async function droppedFiles(transfer: DataTransfer): Promise<Dropped> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  const plain = [...transfer.files]
  if (!entries.some((entry) => entry.isDirectory)) return { kind: 'files', files: plain }
  const files = (await Promise.all(entries.map((entry) => filesOf(entry)))).flat()
  return { kind: 'folder', files: belowCommonFolder(files) }
}

/** The files that were picked as a folder. */
export function pickedFolder(files: Iterable<File>): readonly FolderFile[] {
  return belowCommonFolder(
    Array.from(files, (file) => ({ path: file.webkitRelativePath || file.name, file })),
  )
}

/** Paths from within the one folder that holds all: its name says nothing about the files. */
function belowCommonFolder(files: readonly FolderFile[]): readonly FolderFile[] {
  const tops = new Set(files.map(({ path }) => path.split('/')[0]))
  if (tops.size !== 1 || files.some(({ path }) => !path.includes('/'))) return files
  return files.map(({ path, file }) => ({ path: path.slice(path.indexOf('/') + 1), file }))
}

async function filesOf(entry: FileSystemEntry): Promise<FolderFile[]> {
  if (isFile(entry)) return [{ path: entry.fullPath.replace(/^\//, ''), file: await fileOf(entry) }]
  if (!isDirectory(entry)) return []
  return (await Promise.all((await entriesOf(entry)).map(filesOf))).flat()
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject))
}

/** Browsers hand out a folder in batches of about 100; an empty batch is the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (batch.length === 0) return all
    all.push(...batch)
  }
}
