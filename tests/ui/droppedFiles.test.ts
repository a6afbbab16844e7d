import { describe, expect, it } from 'vitest'
import { droppedFiles, pickedFolder, type Dropped } from '../../src/ui/files/droppedFiles.ts'
import type { DroppedFileEntry, DroppedFolderEntry } from '../../src/ui/files/folderEntries.ts'

/** A folder as nested names; text is a file's content, null a file that cannot be read. */
interface Tree {
  readonly [name: string]: string | null | Tree
}

/** Chromium's number of entries in a batch. */
const batchSize = 100

function entryOf(
  name: string,
  content: string | null | Tree,
  parent = '',
): DroppedFileEntry | DroppedFolderEntry {
  const fullPath = `${parent}/${name}`
  const isFile = content === null || typeof content === 'string'
  const common = { name, fullPath, isFile, isDirectory: !isFile }
  if (!isFile) return { ...common, createReader: () => readerOf(content, fullPath) }
  return {
    ...common,
    file: (resolve, reject) => {
      // Browsers answer later.
      setTimeout(() => {
        if (content === null) reject(new DOMException('gone', 'NotFoundError'))
        else resolve(new File([content], name))
      })
    },
  }
}

function readerOf(tree: Tree, path: string): ReturnType<DroppedFolderEntry['createReader']> {
  const left = Object.entries(tree).map(([name, content]) => entryOf(name, content, path))
  return {
    readEntries: (resolve) => {
      setTimeout(() => resolve(left.splice(0, batchSize)))
    },
  }
}

function drop(tree: Tree): Promise<Dropped> {
  const items = Object.entries(tree).map(([name, content]) => ({
    webkitGetAsEntry: () => entryOf(name, content),
  }))
  const files = Object.entries(tree).flatMap(([name, content]) =>
    typeof content === 'string' ? [new File([content], name)] : [],
  )
  return droppedFiles({ items, files })
}

const paths = (dropped: Dropped): string[] =>
  dropped.files.map((file) => ('path' in file ? file.path : file.name)).toSorted()

describe('a drop', () => {
  it('of files is those files', async () => {
    const dropped = await drop({ 'a_bold.nii': 'x', 'a_events.tsv': 'y' })
    expect(dropped.kind).toBe('files')
    expect(paths(dropped)).toEqual(['a_bold.nii', 'a_events.tsv'])
  })

  it('of a folder is its files to the bottom, by their paths within it', async () => {
    const dropped = await drop({
      dataset: {
        'task-tap_bold.json': '{}',
        'sub-01': { func: { 'sub-01_task-tap_bold.nii.gz': 'x' } },
        'sub-02': { 'ses-1': { func: { 'sub-02_ses-1_task-tap_bold.nii.gz': 'y' } } },
      },
    })
    expect(dropped.kind).toBe('folder')
    expect(paths(dropped)).toEqual([
      'sub-01/func/sub-01_task-tap_bold.nii.gz',
      'sub-02/ses-1/func/sub-02_ses-1_task-tap_bold.nii.gz',
      'task-tap_bold.json',
    ])
    const [first] = dropped.files.filter((file) => 'path' in file && file.path.startsWith('sub-02'))
    expect(first !== undefined && 'file' in first && (await first.file.text())).toBe('y')
  })

  it('of several folders keeps their names', async () => {
    const dropped = await drop({ 'sub-01': { 'a_bold.nii': 'x' }, 'sub-02': { 'b_bold.nii': 'y' } })
    expect(paths(dropped)).toEqual(['sub-01/a_bold.nii', 'sub-02/b_bold.nii'])
  })

  it('of a folder and a file is both', async () => {
    const dropped = await drop({ 'sub-01': { 'a_bold.nii': 'x' }, 'a_events.tsv': 'y' })
    expect(dropped.kind).toBe('folder')
    expect(paths(dropped)).toEqual(['a_events.tsv', 'sub-01/a_bold.nii'])
  })

  it.each([99, 100, 101, 250])('of a folder of %i files is all of them', async (count) => {
    const many = Object.fromEntries(Array.from({ length: count }, (_, i) => [`f${String(i)}.txt`, 'x']))
    expect((await drop({ many: { inner: many } })).files).toHaveLength(count)
  })

  it('passes over hidden folders', async () => {
    const dropped = await drop({ data: { '.git': { 'a_bold.nii': 'x' }, 'b_bold.nii': 'y' } })
    expect(paths(dropped)).toEqual(['b_bold.nii'])
  })

  it('of a folder with links that lead nowhere has the others and says which are missing', async () => {
    const dropped = await drop({ data: { func: { 'a_bold.nii.gz': null, 'a_events.tsv': 'y' } } })
    expect(paths(dropped)).toEqual(['func/a_events.tsv'])
    expect(dropped).toMatchObject({ unread: ['data/func/a_bold.nii.gz'] })
  })

  it('of an empty folder is a folder without files', async () => {
    expect(await drop({ empty: {} })).toEqual({ kind: 'folder', files: [], unread: [] })
  })

  it('without entries, as from scripts, is the plain file list', async () => {
    const file = new File(['x'], 'a_bold.nii')
    const dropped = await droppedFiles({ items: [{ webkitGetAsEntry: () => null }], files: [file] })
    expect(dropped).toEqual({ kind: 'files', files: [file] })
  })
})

it('a picked folder has the paths that the browser gives', () => {
  const file = (name: string, path: string): File =>
    Object.defineProperty(new File(['x'], name), 'webkitRelativePath', { value: path })
  const picked = pickedFolder([file('a_bold.nii', 'data/func/a_bold.nii'), file('b.json', 'data/b.json')])
  expect(picked.map(({ path }) => path)).toEqual(['func/a_bold.nii', 'b.json'])
})
