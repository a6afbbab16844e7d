/** A choice of fMRIPrep's confounds that is usually made as a whole. */
export interface ConfoundGroup {
  readonly name: string
  readonly columns: readonly string[]
  /** What to know before choosing it; empty if nothing. */
  readonly caution: string
  /** Of the sets of motion parameters, each of which holds the one before, at most one is chosen. */
  readonly isMotion: boolean
}

const translations = ['trans_x', 'trans_y', 'trans_z', 'rot_x', 'rot_y', 'rot_z']
const withSuffix = (suffix: string): string[] => translations.map((name) => name + suffix)

/** The 6, 12 and 24 motion parameters (Friston et al. 1996; Satterthwaite et al. 2013), largest last. */
const motionSets: readonly (readonly [string, readonly string[]])[] = [
  ['motion 6', translations],
  ['motion 12', [...translations, ...withSuffix('_derivative1')]],
  [
    'motion 24',
    [
      ...translations,
      ...withSuffix('_derivative1'),
      ...withSuffix('_power2'),
      ...withSuffix('_derivative1_power2'),
    ],
  ],
]

/**
 * The groups that a confounds table of fMRIPrep has, by its column names; motion groups only where complete. `hasDrift` says
 * whether the pipeline already models or filters slow drifts, which fMRIPrep's cosine columns would duplicate.
 */
export function confoundGroups(columns: readonly string[], hasDrift: boolean): readonly ConfoundGroup[] {
  const matching = (pattern: RegExp): string[] => columns.filter((name) => pattern.test(name))
  const motion = motionSets
    .filter(([, names]) => names.every((name) => columns.includes(name)))
    .map(([name, names]): ConfoundGroup => ({ name, columns: names, caution: '', isMotion: true }))
  const others: readonly Omit<ConfoundGroup, 'isMotion'>[] = [
    {
      name: 'aCompCor, first 5',
      columns: matching(/^a_comp_cor_\d+$/).slice(0, 5),
      caution: hasDrift ? '' : 'fMRIPrep computed them after a high-pass filter: add a high-pass model too.',
    },
    { name: 'framewise displacement', columns: matching(/^framewise_displacement$/), caution: '' },
    {
      name: 'global signal',
      columns: matching(/^global_signal$/),
      caution: 'Taking it out makes some effects negative.',
    },
    { name: 'white matter and CSF', columns: matching(/^(white_matter|csf)$/), caution: '' },
    {
      name: 'motion outliers',
      columns: matching(/^(motion_outlier|non_steady_state_outlier)\d+$/),
      caution: '',
    },
    {
      name: 'cosine',
      columns: matching(/^cosine\d+$/),
      caution: hasDrift ? 'They duplicate the drift model of a pipeline.' : '',
    },
  ]
  const present = others.filter((group) => group.columns.length > 0)
  return [...motion, ...present.map((group) => ({ ...group, isMotion: false }))]
}

/** Whether a group is chosen whole; a set of motion parameters only where no larger one is. */
export function isGroupChosen(group: ConfoundGroup, chosen: readonly string[]): boolean {
  const isWhole = group.columns.every((name) => chosen.includes(name))
  return isWhole && (!group.isMotion || motionNames(chosen).length === group.columns.length)
}

/** The chosen columns after a group was taken or left, in the table's order; a motion set replaces another. */
export function withGroup(
  group: ConfoundGroup,
  isTaken: boolean,
  { chosen, columns }: { readonly chosen: readonly string[]; readonly columns: readonly string[] },
): string[] {
  const replaced = new Set(group.isMotion ? motionNames(chosen) : group.columns)
  const own = new Set(group.columns)
  return columns.filter(
    (name) => (isTaken && own.has(name)) || (chosen.includes(name) && !replaced.has(name)),
  )
}

/** The names among some that belong to the 24 motion parameters. */
function motionNames(names: readonly string[]): string[] {
  const all = motionSets.at(-1)?.[1] ?? []
  return names.filter((name) => all.includes(name))
}
