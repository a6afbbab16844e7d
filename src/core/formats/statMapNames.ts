import type { KnownOfMap, StatMapKind } from './statMap.ts'

const fslKinds: Readonly<Record<string, StatMapKind>> = {
  cope: 'effect',
  varcope: 'variance',
  zstat: 'z',
  tstat: 't',
  fstat: 'F',
  zfstat: 'z',
  pe: 'beta',
}

/** FSL's names of images in a stats folder: cope1, varcope1, zstat1, tstat1, fstat1, pe1, sigmasquareds, dof. */
export function knownByFslName(stem: string): KnownOfMap | null {
  const [, word, digits] = /^(?:thresh_)?(cope|varcope|zstat|tstat|fstat|zfstat|pe)_?(\d+)$/i.exec(stem) ?? []
  if (word !== undefined)
    return { kind: fslKinds[word.toLowerCase()], tool: 'fsl', confidence: 'likely', number: Number(digits) }
  if (/^sigmasquareds$/i.test(stem)) return { kind: 'residual-variance', tool: 'fsl', confidence: 'likely' }
  return /^(dof|tdof_t\d+|weights\d+|corrections)$/i.test(stem)
    ? { kind: 'other', tool: 'fsl', confidence: 'likely' }
    : null
}

/** What follows `_stat-` in BIDS names: nilearn's and fitlins', and those of maps saved here. */
const bidsKinds: Readonly<Record<string, StatMapKind>> = {
  effect: 'effect',
  variance: 'variance',
  t: 't',
  f: 'F',
  z: 'z',
  p: 'p',
  'standard-error': 'standard-error',
  'r-squared': 'r-squared',
  rsquared: 'r-squared',
  rsquare: 'r-squared',
  'residual-sd': 'residual-sd',
  'noise-rho': 'noise-rho',
  mean: 'mean',
  mask: 'mask',
}

/** Endings of names that people give to nilearn's maps, longest first; output_type of compute_contrast among them. */
const endings: readonly (readonly [RegExp, StatMapKind, 'likely' | 'guess'])[] = [
  [/effect[-_]?variance/, 'variance', 'likely'],
  [/effect[-_]?size/, 'effect', 'likely'],
  [/z[-_]?score/, 'z', 'likely'],
  [/p[-_]?value/, 'p', 'likely'],
  [/standard[-_]?error|stderr/, 'standard-error', 'guess'],
  [/r[-_]?squared?/, 'r-squared', 'guess'],
  [/t[-_]?(?:stat|map|val(?:ue)?)|stat/, 't', 'guess'],
  [/z[-_]?(?:stat|map|val(?:ue)?)/, 'z', 'guess'],
  [/f[-_]?(?:stat|map|val(?:ue)?)/, 'F', 'guess'],
  [/p[-_]?map/, 'p', 'guess'],
  [/(?:effect|beta|cope|con|contrast)(?:[-_]?(?:map|img|image))?/, 'effect', 'guess'],
  [/variance|varcope/, 'variance', 'guess'],
  [/z/, 'z', 'guess'],
  [/t/, 't', 'guess'],
  [/f/, 'F', 'guess'],
  [/p/, 'p', 'guess'],
]

/** BIDS names, then the endings of other names; null for a name that promises no statistic. */
export function knownByOtherName(stem: string): KnownOfMap | null {
  return byBidsName(stem) ?? byEnding(stem)
}

function byBidsName(stem: string): KnownOfMap | null {
  const [, word] = /_stat-([a-zA-Z-]+)(?:_|$)/.exec(stem) ?? []
  const kind = word === undefined ? undefined : bidsKinds[word.toLowerCase()]
  if (word === undefined || (kind === undefined && !stem.endsWith('_statmap'))) return null
  const [, before = '', contrast = ''] = /^(.*?)_?contrast-([^_]+)_/.exec(stem) ?? []
  return {
    kind: kind ?? 'other',
    // GLMscope's own names have a side: whichever tool's settings it had, they are not in the name.
    tool: /_desc-(A|B|AminusB)_/.test(stem) ? null : 'nilearn',
    confidence: 'likely',
    contrastName: contrast === '' ? null : contrast,
    group: before === '' ? stem.replace(/_?stat-.*$/, '') : before,
  }
}

function byEnding(stem: string): KnownOfMap | null {
  for (const [ending, kind, confidence] of endings) {
    const found = new RegExp(`^(?:(.*)[-_. ])?(?:${ending.source})$`, 'i').exec(stem)
    const before = found?.[1] ?? ''
    // One letter alone promises nothing.
    if (found === null || (stem.length === 1 && before === '')) continue
    const tool = confidence === 'likely' ? 'nilearn' : null
    return { kind, tool, confidence, contrastName: before === '' ? null : before }
  }
  return null
}
