import { firstFree } from './memory.ts'
import type { UsualAr1Model, RowSource } from './usualAr1Model.ts'

/** Where things of nilearn's AR(1) lie in the module's memory, in bytes; rows of voxels are `stride` doubles apart. */
export interface UsualAr1Layout {
  readonly stride: number
  /** Of the model: packed weights, three rows of the basis, the table of labels, scratch. */
  readonly weights: number
  readonly lagWeights: number
  readonly betaWeights: number
  readonly basis: number
  readonly table: number
  readonly scratch: number
  readonly tiles: number
  /** Of the slab: sources as they are kept, those that are wanted, and which these are. */
  readonly kept: number
  readonly sources: number
  readonly positions: number
  readonly sums: number
  readonly scaling: number
  /** Results of one step after the other. */
  readonly projected: number
  readonly lagged: number
  readonly residuals: number
  readonly binOf: number
  readonly uncertain: number
  readonly coordinates: number
  readonly estimates: number
  readonly beta: number
  /** Where labels begin. */
  readonly end: number
}

/** Columns of a label's inverse are padded to this. */
export function paddedRank({ rank }: UsualAr1Model): number {
  return Math.ceil(rank / 4) * 4
}

const tileBytes = 8 * 16
const blockScans = 128

/** Lays everything out for slabs of up to `voxels`. */
export function usualAr1Layout(model: UsualAr1Model, source: RowSource, voxels: number): UsualAr1Layout {
  const { rank, lagRows, toBeta } = model
  const stride = Math.ceil(voxels / 16) * 16
  const { weights } = source
  let end = firstFree
  const take = (bytes: number): number => {
    const at = end
    end = Math.ceil((at + bytes) / 16) * 16
    return at
  }
  const rows = (count: number): number => take(8 * stride * count)
  const isKept = source.kind === 'products'
  const layout = {
    stride,
    weights: take(8 * weights.rows * weights.columns),
    lagWeights: take(8 * lagRows.rows * lagRows.columns),
    betaWeights: take(8 * toBeta.rows * toBeta.columns),
    basis: take(8 * 3 * rank),
    table: take(4 * (2 * model.binLimit + 1)),
    scratch: take(16 * paddedRank(model)),
    tiles: take(isKept ? 0 : tileBytes * blockScans),
    kept: rows(isKept ? weights.columns : 0),
    // Single precision where they are the series themselves.
    sources: take((isKept ? 8 : 4) * stride * weights.columns),
    positions: take(4 * stride),
    sums: rows(3),
    scaling: rows(2),
    projected: rows(weights.rows),
    lagged: rows(lagRows.rows),
    residuals: rows(3),
    binOf: take(4 * stride),
    uncertain: take(stride),
    coordinates: rows(rank),
    estimates: rows(3),
    beta: rows(toBeta.rows),
  }
  return { ...layout, end }
}
