import { fitSlab } from '../../../src/core/glm/fitSlab.ts'
import { zeros, type Matrix } from '../../../src/core/math/matrix.ts'
import type { SpmCase } from './spm12Case.ts'

/** Largest |a - b| over the entries of b, relative to the largest |b|. */
export function deviation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0
  let scale = 0
  for (let i = 0; i < b.length; i++) {
    const difference = Math.abs((a[i] ?? NaN) - (b[i] ?? NaN))
    if (Number.isNaN(difference)) return NaN
    largest = Math.max(largest, difference)
    scale = Math.max(scale, Math.abs(b[i] ?? NaN))
  }
  return scale > 0 ? largest / scale : largest
}

/** Largest |a - b|. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return deviation(a, b) * Array.from(b).reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
}

/** An image of a numbered kind, such as `beta_0001` for column 0. */
export const numbered = (kind: string, k: number): string => `${kind}_${String(k + 1).padStart(4, '0')}`

/** Betas by column and the residual variance, in the mask's order. */
export interface Estimates {
  readonly beta: Float64Array[]
  readonly dispersion: Float64Array
}

/** All voxels of the mask, in its order. */
export function fitAll({ plan, slabs, scalings, voxels, design }: SpmCase): Estimates {
  const beta = Array.from({ length: design.matrix.columns }, () => new Float64Array(voxels.length))
  const dispersion = new Float64Array(voxels.length)
  let at = 0
  slabs.forEach((slab, i) => {
    const scaling = scalings[i]
    if (!scaling) return
    const fit = fitSlab(plan, slab, scaling)
    beta.forEach((column, j) => {
      column.set(fit.beta.subarray(j * fit.voxelCount, (j + 1) * fit.voxelCount), at)
    })
    dispersion.set(fit.dispersion, at)
    at += fit.voxelCount
  })
  return { beta, dispersion }
}

/** Weighted sum of the betas. */
export function combine(beta: readonly Float64Array[], weights: ArrayLike<number>): Float64Array {
  const result = new Float64Array(beta[0]?.length ?? 0)
  return result.map((_, v) =>
    beta.reduce((sum, column, j) => sum + (weights[j] ?? NaN) * (column[v] ?? NaN), 0),
  )
}

/** A contrast of every condition column. */
export function conditionRows(design: SpmCase['design']): Matrix {
  const columns = [...design.columns.keys()].filter((j) => design.columns[j]?.role === 'condition')
  const rows = zeros(columns.length, design.matrix.columns)
  columns.forEach((j, i) => (rows.data[i * rows.columns + j] = 1))
  return rows
}
