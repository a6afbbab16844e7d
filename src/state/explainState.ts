import type { Tie } from './explainTies.ts'
import type { SwitchOrder } from '../core/compare/sampledOrders.ts'
import type { SpecGroup } from '../core/pipeline/specDifferences.ts'

/** The maps whose difference can be explained. */
export const explainedMaps = ['effect', 't', 'z', 'standard-error'] as const
export type ExplainedMap = (typeof explainedMaps)[number]

/** How many voxels the masks leave to compare. */
export interface Coverage {
  readonly inBoth: number
  readonly onlyA: number
  readonly onlyB: number
  /** Voxels of a mask that do not vary in time: never compared. */
  readonly constantInA: number
  readonly constantInB: number
}

/** The maps of one refit over the compared voxels, in the units of its request. */
export interface RefitMaps {
  readonly maps: ReadonlyMap<ExplainedMap, Float64Array>
  /** Per voxel: effect times this is in percent of voxel mean. */
  readonly commonUnitFactor: Float64Array
}

/** Where a mixture's maps come from: several mixtures can share a refit. */
export interface MixtureUse {
  readonly refit: string
  /** What turns the refit's effects into the mixture's own units; 'common' is the refit's factor to percent of voxel mean. */
  readonly ownFactor: number | 'common'
}

/** What is known so far of why two settings give different maps. A snapshot: never changed. */
export interface Explanation {
  /** Names A's and B's settings, contrasts and data. */
  readonly key: string
  readonly switches: readonly SpecGroup[]
  /** Settings that could not be mixed one by one; null where all could. */
  readonly tie: Tie | null
  /** Whether the conditions differ only by the contrast asked of them. */
  readonly onlyContrastDiffers: boolean
  /** Whether `conditions` stands for the whole design, because one is given as numbers. */
  readonly wholeDesign: boolean
  /** Random orders in antithetic pairs where 2^k refits are too many; else empty. */
  readonly orders: readonly SwitchOrder[]
  /** File-order indices of the compared voxels, ascending. */
  readonly voxels: Int32Array
  readonly coverage: Coverage
  /** Of every mixture that is wanted, by its bits: bit i is switches[i] as in B. */
  readonly uses: ReadonlyMap<number, MixtureUse>
  /** The refits that are finished. */
  readonly refits: ReadonlyMap<string, RefitMaps>
  readonly refitCount: number
  readonly milliseconds: number
}
