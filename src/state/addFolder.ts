import { bidsCompanions, bidsName, bidsRuns } from '../core/formats/bids.ts'
import type { Finding } from '../core/finding.ts'
import { mergeSidecars } from '../core/formats/sidecar.ts'
import type { Inspected } from '../protocol/runContract.ts'
import { addFiles, ask, inspect, takeIn, type Intake } from './addFiles.ts'
import type { FolderFile } from './intakeMemory.ts'
import { addMessages, message, setMessages } from './messages.ts'

/** Without names that say which files belong together, more than these are not looked into. */
const mostUnnamedFiles = 300

/**
 * Takes in a folder, a whole BIDS dataset perhaps. One run is opened with what belongs to it; of several, the user is
 * asked which, and nothing is read before.
 */
export async function addFolder(
  intake: Intake,
  files: readonly FolderFile[],
  unread: readonly string[],
): Promise<void> {
  const { store } = intake.opening
  setMessages(store, 'folder', unread.length > 0 ? [message(notRead(unread), 'folder')] : [])
  const runs = bidsRuns(files.map(({ path }) => path))
  const [first] = runs
  if (first === undefined) {
    await addUnnamed(intake, files)
  } else if (runs.length === 1) {
    await openFromFolder(intake, files, first.path)
  } else {
    intake.memory.folder = files
    ask(store, { kind: 'which-run', runs })
    store.setState({ loading: { status: 'idle' } })
  }
}

/** Opens the run that was chosen of a folder. */
export async function chooseRun(intake: Intake, path: string): Promise<void> {
  ask(intake.opening.store, null)
  await openFromFolder(intake, intake.memory.folder, path)
}

function notRead(paths: readonly string[]): Finding {
  const [first = ''] = paths
  return {
    code: 'folder-unread',
    severity: 'warning',
    file: first,
    message:
      paths.length === 1
        ? 'This part of the folder could not be read by the browser.'
        : `This and ${String(paths.length - 1)} more parts of the folder could not be read by the browser.`,
    remedy: 'Check that they exist (links to files that are not there cannot be read) and may be opened.',
  }
}

async function addUnnamed(intake: Intake, files: readonly FolderFile[]): Promise<void> {
  const { store } = intake.opening
  const visible = files.filter(({ path }) => !path.split('/').some((part) => part.startsWith('.')))
  if (visible.length > 0 && visible.length <= mostUnnamedFiles) {
    await addFiles(
      intake,
      visible.map(({ file }) => file),
    )
    return
  }
  const isEmpty = visible.length === 0
  const finding = {
    code: isEmpty ? 'folder-empty' : 'folder-without-runs',
    severity: 'error',
    message: isEmpty
      ? 'The folder holds no files.'
      : `None of the ${String(visible.length)} files in the folder is named as a BOLD run (…_bold.nii.gz).`,
    remedy: 'Add the run and its events themselves, or a folder in BIDS.',
  } as const
  addMessages(store, [message(finding, 'files')])
  store.setState({ loading: { status: 'failed', finding } })
}

async function openFromFolder(intake: Intake, files: readonly FolderFile[], run: string): Promise<void> {
  const paths = files.map(({ path }) => path)
  const { events, sidecars, confounds, mask, anatomy } = bidsCompanions(run, paths)
  const belonging = new Set([run, ...partners(run, paths), ...sidecars])
  for (const path of [events, confounds, mask, anatomy]) {
    if (path === null) continue
    belonging.add(path)
    for (const partner of partners(path, paths)) belonging.add(partner)
  }
  const isNamed = bidsName(run).entities.has('sub')
  const chosen =
    isNamed || files.length > mostUnnamedFiles ? files.filter(({ path }) => belonging.has(path)) : files
  const inspected = await inspect(
    intake,
    chosen.map(({ file }) => file),
  )
  await takeIn(intake, isNamed ? withOneSidecar(inspected, sidecars) : inspected)
}

/** The `.img` beside a `.hdr`. */
function partners(path: string, paths: readonly string[]): string[] {
  const stem = /^(.*)\.hdr(\.gz)?$/i.exec(path)?.[1]
  return stem === undefined ? [] : paths.filter((other) => /^\.img(\.gz)?$/i.test(other.slice(stem.length)) && other.startsWith(stem)) // prettier-ignore
}

/** The sidecars of all levels as the one that the run inherits, under the name of the nearest. */
function withOneSidecar(inspected: readonly Inspected[], paths: readonly string[]): readonly Inspected[] {
  const names = paths.map((path) => path.split('/').at(-1) ?? '')
  const found = inspected
    .filter((item) => item.kind === 'sidecar')
    .toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name))
  const nearest = found.at(-1)
  if (nearest === undefined || found.length === 1) return inspected
  const { name } = nearest
  const sidecar = mergeSidecars(
    found.map((item) => item.sidecar),
    name,
  )
  return [...inspected.filter((item) => item.kind !== 'sidecar'), { kind: 'sidecar', name, sidecar }]
}
