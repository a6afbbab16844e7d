/** A path of a BIDS dataset taken apart: `sub-01/func/sub-01_task-tap_bold.nii.gz`. */
export interface BidsName {
  readonly path: string
  /** Folders from the root of what was added, without `derivatives/<pipeline>`. */
  readonly folders: readonly string[]
  readonly entities: ReadonlyMap<string, string>
  /** Such as `bold` or `events`. */
  readonly suffix: string
  /** From the first dot, in lower case, such as `.nii.gz`. */
  readonly extension: string
}

/** The parts of a path, as BIDS 1.10 names files. */
export function bidsName(path: string): BidsName {
  const parts = path.split('/').filter((part) => part !== '')
  const fileName = parts.at(-1) ?? ''
  const derived = parts.indexOf('derivatives')
  const folders = parts.slice(0, -1).filter((_, i) => derived === -1 || i < derived || i > derived + 1)
  const dot = fileName.indexOf('.')
  const stem = dot === -1 ? fileName : fileName.slice(0, dot)
  const words = stem.split('_')
  const pairs = words.flatMap((word) => {
    const [, key, value] = /^([a-zA-Z]+)-(.+)$/.exec(word) ?? []
    return key === undefined || value === undefined ? [] : [[key, value] as const]
  })
  const last = words.at(-1) ?? ''
  return {
    path,
    folders,
    entities: new Map(pairs),
    suffix: last.includes('-') ? '' : last,
    extension: dot === -1 ? '' : fileName.slice(dot).toLowerCase(),
  }
}

/** One run to choose. */
export interface BidsRun {
  readonly path: string
  readonly subject: string
  readonly session: string
  readonly task: string
  readonly run: string
  /** What else tells it from others, such as `space-MNI desc-preproc`. */
  readonly other: string
}

const imageExtension = /^\.(nii(\.gz)?|hdr(\.gz)?)$/
const namedEntities = ['sub', 'ses', 'task', 'run']

/** The BOLD runs among the paths of a folder, by name alone, in natural order; hidden folders are passed over. */
export function bidsRuns(paths: readonly string[]): readonly BidsRun[] {
  return paths
    .filter((path) => !path.split('/').some((part) => part.startsWith('.')))
    .map(bidsName)
    .filter(({ suffix, extension }) => suffix === 'bold' && imageExtension.test(extension))
    .map(({ path, entities }) => ({
      path,
      subject: entities.get('sub') ?? '',
      session: entities.get('ses') ?? '',
      task: entities.get('task') ?? '',
      run: entities.get('run') ?? '',
      other: [...entities].flatMap(([key, value]) => (namedEntities.includes(key) ? [] : `${key}-${value}`)).join(' '), // prettier-ignore
    }))
    .toSorted((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }))
}

/** Paths of what belongs to one run of a folder. */
export interface BidsCompanions {
  readonly events: string | null
  /** From the most general to the most specific: later ones overrule earlier ones. */
  readonly sidecars: readonly string[]
  readonly confounds: string | null
  readonly mask: string | null
  readonly anatomy: string | null
}

/**
 * What of a folder belongs to a run. Events and sidecars by the inheritance principle (BIDS 1.10, common principles): in
 * the run's folder or above, no entity that the run has not. Confounds, mask and anatomy of the same subject, session,
 * task, run and space wherever they are, as derivatives lie in folders of their own.
 */
export function bidsCompanions(runPath: string, paths: readonly string[]): BidsCompanions {
  const run = bidsName(runPath)
  const names = paths.filter((path) => path !== runPath).map(bidsName)
  const inherited = (suffix: string, extensions: readonly string[]): BidsName[] =>
    names
      .filter((name) => name.suffix === suffix && extensions.includes(name.extension))
      .filter((name) => isAbove(name.folders, run.folders) && isSubset(name.entities, run.entities, []))
      .toSorted((a, b) => a.folders.length - b.folders.length || a.entities.size - b.entities.size)
  const derived = (matches: (name: BidsName) => boolean): string | null =>
    names
      .filter((name) => matches(name) && isSubset(name.entities, run.entities, ['desc']))
      .toSorted((a, b) => b.entities.size - a.entities.size)[0]?.path ?? null
  return {
    events: inherited('events', ['.tsv', '.csv']).at(-1)?.path ?? null,
    sidecars: inherited('bold', ['.json']).map(({ path }) => path),
    confounds: derived(isConfounds),
    mask: derived((name) => isMaskOf(name, run)),
    anatomy: anatomyOf(run, names),
  }
}

function isConfounds({ suffix, extension, entities }: BidsName): boolean {
  const isTimeseries = entities.get('desc') === 'confounds' && ['timeseries', 'regressors'].includes(suffix)
  return extension === '.tsv' && entities.has('task') && (isTimeseries || suffix === 'confounds')
}

function isMaskOf({ suffix, extension, entities }: BidsName, run: BidsName): boolean {
  const isSameSpace = entities.get('space') === run.entities.get('space')
  return suffix === 'mask' && imageExtension.test(extension) && entities.has('task') && isSameSpace
}

/** The subject's T1w image, in the run's space where there is one. */
function anatomyOf({ entities: run }: BidsName, names: readonly BidsName[]): string | null {
  const own = names.filter(
    ({ suffix, extension, entities }) =>
      suffix === 'T1w' && imageExtension.test(extension) && entities.get('sub') === run.get('sub'),
  )
  const sameSpace = own.filter(({ entities }) => entities.get('space') === run.get('space'))
  const sameSession = sameSpace.filter(({ entities }) => entities.get('ses') === run.get('ses'))
  return (sameSession[0] ?? sameSpace[0])?.path ?? null
}

function isAbove(folders: readonly string[], of: readonly string[]): boolean {
  return folders.length <= of.length && folders.every((folder, i) => folder === of[i])
}

function isSubset(
  some: ReadonlyMap<string, string>,
  all: ReadonlyMap<string, string>,
  except: readonly string[],
): boolean {
  return [...some].every(([key, value]) => except.includes(key) || all.get(key) === value)
}
