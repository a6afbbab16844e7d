import type { VoxelScaling } from './fitPlan.ts'
import type { SlabSums } from './slabSums.ts'

/**
 * A slab in the usual case: no filter, and the constant in the design, so that the basis is the design's alone and residuals have
 * mean 0. Arrays of rows are [row][voxel].
 */
export interface PlainSlab {
  readonly rank: number
  readonly voxelCount: number
  /** 2 rank rows: coordinates u of the centred series, then what the basis' neighbour sums see of the residual. */
  readonly projected: Float64Array
  /** rank rows: neighbour sums of the basis within the basis, applied to u. */
  readonly lagged: Float64Array
  readonly sums: Pick<SlabSums, 'squares' | 'lagProducts' | 'last'>
  readonly scaling: VoxelScaling
  /** rank numbers each: last row of the basis, its product with a constant, and that of the neighbour sums. */
  readonly lastRow: Float64Array
  readonly ofOnes: Float64Array
  readonly lagOfOnes: Float64Array
}

/** Which label each voxel has, -1 for voxels that are left out; a label is rho, `rank` sums and `rank` padded columns of an inverse. */
export interface PlainLabels {
  readonly index: Int32Array
  readonly packed: readonly Float64Array[]
}

/** Rows that `SolvePlain` writes after the coordinates. */
export const plainSums = { whitenedSquares: 0, whitenedSum: 1, fittedSquares: 2, fittedSum: 3 } as const

/** Columns of an inverse are padded to a multiple of this. */
const paddedTo = 4

/** A label in one array, its inverse (rank x rank) column by column. */
export function packPlainLabel(rho: number, sums: Float64Array, inverse: Float64Array): Float64Array {
  const rank = sums.length
  const padded = Math.ceil(rank / paddedTo) * paddedTo
  const packed = new Float64Array(1 + rank + rank * padded)
  packed[0] = rho
  packed.set(sums, 1)
  for (let i = 0; i < rank; i++) {
    for (let k = 0; k < rank; k++) packed[1 + rank + k * padded + i] = inverse[i * rank + k]
  }
  return packed
}

/** Writes squares, lag-1 product and last value of what OLS leaves of each unscaled series: three rows. */
export type ReadPlain = (slab: PlainSlab, residuals: Float64Array) => void

/** Least squares of each series whitened by its label: scaled coordinates, then the rows of `plainSums`. */
export type SolvePlain = (
  slab: PlainSlab,
  residuals: Float64Array,
  labels: PlainLabels,
  out: Float64Array,
) => void

/** The residuals in plain TypeScript. */
export const readPlain: ReadPlain = (slab, residuals) => {
  const { rank, voxelCount: count, projected, lagged, sums, lastRow } = slab
  for (let v = 0; v < count; v++) {
    let squares = sums.squares[v]
    let products = sums.lagProducts[v]
    let last = sums.last[v]
    for (let k = 0, i = v; k < rank; k++, i += count) {
      const u = projected[i]
      squares -= u * u
      products -= u * (projected[i + rank * count] + 0.5 * lagged[i])
      last -= lastRow[k] * u
    }
    residuals[v] = Math.max(squares, 0)
    residuals[count + v] = products
    residuals[2 * count + v] = last
  }
}

/** The whitened fit in plain TypeScript. */
export const solvePlain: SolvePlain = (slab, residuals, { index, packed }, out) => {
  const products = new Float64Array(slab.rank)
  const correction = new Float64Array(slab.rank)
  for (let v = 0; v < slab.voxelCount; v++) {
    if (index[v] < 0) continue
    const label = packed[index[v]]
    correct(slab, residuals, { v, label, products, correction })
    sumUp(slab, residuals, { v, label, products, correction }, out)
  }
}

/** One voxel with scratch. */
interface PlainVoxel {
  readonly v: number
  readonly label: Float64Array
  /** r: (W U)'W z of the unscaled residual z, and the correction that follows. */
  readonly products: Float64Array
  readonly correction: Float64Array
}

function correct(slab: PlainSlab, residuals: Float64Array, voxel: PlainVoxel): void {
  const { rank, voxelCount: count, projected, lastRow } = slab
  const { v, label, products, correction } = voxel
  const rho = label[0]
  const padded = (label.length - 1 - rank) / rank
  const ofLast = rho * rho * residuals[2 * count + v]
  for (let k = 0; k < rank; k++) {
    products[k] = -rho * projected[(rank + k) * count + v] - ofLast * lastRow[k]
  }
  for (let i = 0; i < rank; i++) {
    let sum = 0
    for (let k = 0; k < rank; k++) sum += label[1 + rank + k * padded + i] * products[k]
    correction[i] = sum
  }
}

/**
 * The whitened sums. Squares of the fit are c'(N u + products) with N u = (1 + rho^2) u - rho lag u - rho^2 l l'u for the last row l
 * of the basis, since the correction solves N correction = products.
 */
function sumUp(slab: PlainSlab, residuals: Float64Array, voxel: PlainVoxel, out: Float64Array): void {
  const { rank, voxelCount: count, projected, lagged, scaling, lastRow, ofOnes, lagOfOnes } = slab
  const { v, label, products, correction } = voxel
  const rho = label[0]
  const scale = scaling.scale[v]
  const offset = scaling.offset[v]
  const still = 1 + rho * rho
  const before = rho * residuals[2 * count + v]
  let squares = still * residuals[v] - 2 * rho * residuals[count + v] - before * before
  let whitenedSum = before
  let fitted = 0
  let fittedSum = 0
  let last = 0
  let lastOfFit = 0
  for (let k = 0, i = v; k < rank; k++, i += count) {
    const change = correction[k]
    const sum = label[1 + k]
    const u = scale * projected[i] + offset * ofOnes[k]
    const coordinate = u + scale * change
    const lag = scale * lagged[i] + offset * lagOfOnes[k]
    squares -= change * products[k]
    whitenedSum -= sum * change
    fitted += coordinate * (still * u - rho * lag + scale * products[k])
    fittedSum += sum * coordinate
    last += lastRow[k] * u
    lastOfFit += lastRow[k] * coordinate
    out[i] = coordinate
  }
  const at = rank * count + v
  out[at] = scale * scale * Math.max(squares, 0)
  out[at + count] = scale * whitenedSum
  out[at + 2 * count] = fitted - rho * rho * last * lastOfFit
  out[at + 3 * count] = fittedSum
}
