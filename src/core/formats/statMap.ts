import type { MapKind } from '../contrast/mapKind.ts'
import type { NiftiHeader } from './niftiHeader.ts'

/** What a map from elsewhere shows. */
export type StatMapKind =
  | MapKind
  /** One column's estimate: SPM's beta_0001, FSL's pe1. */
  | 'beta'
  /** SPM's ess images: the extra sum of squares of an F contrast. */
  | 'extra-sum-of-squares'
  /** A degrees-of-freedom or other image that no pane can show as a statistic. */
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
  /** Such as `movement - rest`; null where the file does not say. */
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
}

/** What a 3D image shows, by its header and name; null where nothing says that it is a statistical map. */
export function recogniseStatMap({ path, header }: StatMapFacts): StatMap | null {
  return header.intentCode === 1002 ? { ...nothingKnown, kind: 'labels', group: path } : null
}

const nothingKnown: Omit<StatMap, 'kind' | 'group'> = {
  tool: null,
  confidence: 'certain',
  degreesOfFreedom: [],
  contrastName: null,
  number: null,
}
