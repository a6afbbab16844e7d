import type { FolderFile } from '../../state/intakeMemory.ts'
import { filesOfEntries, type DroppedEntry } from './folderEntries.ts'

/** What was dropped: files, or folders whose files come with their paths. */
export type Dropped =
  | { readonly kind: 'files'; readonly files: readonly File[] }
  | { readonly kind: 'folder'; readonly files: readonly FolderFile[]; readonly unread: readonly string[] }

/** The part of the browser's DataTransfer that is used. */
export interface DroppedTransfer {
  readonly items: ArrayLike<{ webkitGetAsEntry(): DroppedEntry | null }>
  readonly files: ArrayLike<File>
}

/**
 * All files of a drop, folders walked through; where there are none, the plain file list. To be called while the drop is
 * being handled: later the browser has forgotten it.
 */
export async function droppedFiles(transfer: DroppedTransfer): Promise<Dropped> {
  const entries = Array.from(transfer.items).flatMap((item) => item.webkitGetAsEntry() ?? [])
  const plain = Array.from(transfer.files)
  if (!entries.some((entry) => entry.isDirectory)) return { kind: 'files', files: plain }
  const { files, unread } = await filesOfEntries(entries)
  return { kind: 'folder', files: belowCommonFolder(files), unread }
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
