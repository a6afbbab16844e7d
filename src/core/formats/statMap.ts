import type { MapKind } from '../contrast/mapKind.ts'
import type { AfniBrick } from './afniBricks.ts'
import type { NiftiHeader } from './niftiHeader.ts'
import { knownByIntent } from './statMapIntent.ts'
import { knownByFslName, knownByOtherName } from './statMapNames.ts'
import { knownBySpm } from './statMapSpm.ts'

/** What a map from elsewhere shows. */
export type StatMapKind =
  | MapKind
  /** One column's estimate: SPM's beta_0001, FSL's pe1. */
  | 'beta'
  /** The square of residual-sd: SPM's ResMS, FSL's sigmasquareds. */
  | 'residual-variance'
  /** SPM's ess images: the extra sum of squares of an F contrast. */
  | 'extra-sum-of-squares'
  /** A statistic that no pane can show, such as degrees of freedom, a correlation or chi squared. */
  | 'other'
  /** Regions by number: not a statistic. */
  | 'labels'

export type StatMapTool = 'spm12' | 'nilearn' | 'fsl' | 'afni'

/** What a statistical map is taken for, and why. */
export interface StatMap {
  readonly kind: StatMapKind
  readonly tool: StatMapTool | null
  /** `certain`: the header says it; `likely`: a name that only one tool uses; `guess`: a name that others use too. */
  readonly confidence: 'certain' | 'likely' | 'guess'
  /** [df] of a t, [df1, df2] of an F; empty where the file does not say. */
  readonly degreesOfFreedom: readonly number[]
  /** Such as `movement - rest`; for a beta, the column. null where the file does not say. */
  readonly contrastName: string | null
  /** The number in the file's name: 4 of spmT_0004, 1 of cope1; null without one. */
  readonly number: number | null
  /** Maps of one analysis share it: the folder, and what stands before the map's own part of the name. */
  readonly group: string
}

/** What is known of a 3D image before its values: name with folders as dropped, and header. */
export interface StatMapFacts {
  readonly path: string
  readonly header: Pick<NiftiHeader, 'intentCode' | 'intentParameters' | 'description'>
  /** What AFNI wrote of the volume, where it did. */
  readonly brick?: AfniBrick
}

/** What one source says of a map; what it leaves out another may say. */
export type KnownOfMap = Pick<StatMap, 'kind' | 'tool' | 'confidence'> & Partial<StatMap>

/**
 * What a 3D image shows: by SPM's words in its header, AFNI's labels, the header's intent code, then its name. null where nothing says
 * that it is a statistical map.
 */
export function recogniseStatMap(facts: StatMapFacts): StatMap | null {
  const { folder, stem } = partsOf(facts.path)
  const named = knownByFslName(stem) ?? knownByOtherName(stem)
  const stated =
    knownBySpm(facts.header.description, stem) ?? facts.brick?.known ?? knownByIntent(facts.header)
  // An estimate may be of an effect, a variance or a beta: the name tells which.
  const isPlainEstimate = stated?.kind === 'effect' && stated.tool === null && named !== null
  const known = isPlainEstimate ? { ...named, confidence: 'certain' as const } : (stated ?? named)
  if (known === null) return null
  return {
    degreesOfFreedom: [],
    contrastName: named?.contrastName ?? null,
    number: named?.number ?? null,
    ...known,
    tool: known.tool ?? named?.tool ?? null,
    group: [folder, named?.group ?? ''].filter((part) => part !== '').join('/'),
  }
}

function partsOf(path: string): { readonly folder: string; readonly stem: string } {
  const parts = path.split(/[/\\]/)
  const stem = (parts.at(-1) ?? '').replace(/\.(nii|hdr|img)?(\.gz)?$/i, '')
  return { folder: parts.slice(0, -1).join('/'), stem }
}
