import type { Matrix } from '../math/matrix.ts'
import { combineRows, sourcesOf } from './combineRows.ts'
import type { SlabFit, VoxelScaling } from './fitPlan.ts'
import { projectSlab } from './projection.ts'
import { rSquaredFromSums } from './rSquared.ts'
import { amplificationOf, readRows, type RowSource } from './rowSource.ts'
import { emptyFit } from './slabFit.ts'
import { isUncertain } from './uncertain.ts'
import type { SlabSums } from './slabSums.ts'

/** A plan in the usual case: no filter, and the constant in the design, so that the basis is the design's alone, of r columns. */
export interface UsualAr1Model {
  readonly rank: number
  /** p. */
  readonly columnCount: number
  readonly scanCount: number
  readonly bins: number
  readonly dispersionDivisor: number
  /** r x r: neighbour sums of the basis within the basis. p x r: beta of coordinates. Rows padded to a multiple of four. */
  readonly lagRows: Matrix
  readonly toBeta: Matrix
  /** r numbers each: last row of the basis, its product with a constant, and that of the neighbour sums. */
  readonly lastRow: Float64Array
  readonly ofOnes: Float64Array
  readonly lagOfOnes: Float64Array
  /** An estimate beyond this bin comes of rounding alone. */
  readonly binLimit: number
  /** What makes a voxel uncertain, see `losesDigits` and `isAtEdge`. */
  readonly largestLoss: number
  readonly closeToEdge: number
  /** The packed label of a bin up to the limit; undefined where whitening by it costs the design a rank. */
  readonly labelOf: (bin: number) => Float64Array | undefined
}

/** Voxels of a slab to be fitted. */
export interface UsualAr1Voxels {
  readonly voxelCount: number
  /** 2r rows: coordinates of the centred series, then what the basis' neighbour sums see of the residual. */
  readonly source: RowSource
  readonly sums: Pick<SlabSums, 'squares' | 'lagProducts' | 'last'>
  readonly scaling: VoxelScaling
}

/** What came of it, by position among the voxels. */
export interface UsualAr1Fit {
  readonly fit: SlabFit
  /** Kept products do not tell their estimates or their label for certain. */
  readonly uncertain: readonly number[]
  /** Their bin has no packed label: nothing has been written for them. */
  readonly unlabelled: readonly UnlabelledVoxel[]
}

/** A voxel by its position, and its bin. */
export interface UnlabelledVoxel {
  readonly voxel: number
  readonly bin: number
}

/** nilearn's AR(1) in the usual case, from the products of a slab's voxels to their estimates. */
export type FitUsualAr1 = (model: UsualAr1Model, voxels: UsualAr1Voxels) => UsualAr1Fit

/** Columns of an inverse are padded to a multiple of this. */
const paddedTo = 4

/** rho, r sums and the r padded columns of an inverse (r x r) in one array. */
export function packLabel(rho: number, sums: Float64Array, inverse: Float64Array): Float64Array {
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

/** Scratch and results of a slab; arrays of rows are [row][voxel]. */
interface UsualAr1Work extends UsualAr1Voxels {
  readonly model: UsualAr1Model
  readonly projected: Float64Array
  readonly lagged: Float64Array
  /** r rows: of the scaled series in the design's basis. */
  readonly coordinates: Float64Array
  readonly fit: SlabFit
  /** r each: (W U)'W z of the unscaled residual z, and the correction that follows. */
  readonly products: Float64Array
  readonly correction: Float64Array
}

/** What OLS leaves of an unscaled series. */
interface Residual {
  readonly squares: number
  readonly lag: number
  readonly last: number
}

/** The fit in plain TypeScript. */
export const fitUsualAr1: FitUsualAr1 = (model, voxels) => {
  const work = startWork(model, voxels)
  const { voxelCount, sums, source } = voxels
  const amplification = amplificationOf(source)
  const uncertain: number[] = []
  const unlabelled: UnlabelledVoxel[] = []
  for (let v = 0; v < voxelCount; v++) {
    if (sums.squares[v] === 0) continue
    const residual = residualOf(work, v)
    const bins = inBins(model, residual)
    if (isUncertain(amplification, bins, sums.squares[v], residual.squares)) uncertain.push(v)
    // Adding 0 turns a bin of -0 into 0.
    const bin = Math.trunc(bins) + 0
    const label = Math.abs(bins) < model.binLimit + 1 ? model.labelOf(bin) : undefined
    if (label === undefined) unlabelled.push({ voxel: v, bin })
    else fitVoxel(work, v, label, residual)
  }
  writeBetas(work)
  return { fit: work.fit, uncertain, unlabelled }
}

function startWork(model: UsualAr1Model, voxels: UsualAr1Voxels): UsualAr1Work {
  const { rank, lagRows, columnCount } = model
  const { source, voxelCount } = voxels
  const projected = new Float64Array(source.weights.rows * voxelCount)
  readRows(source, { project: projectSlab, combine: combineRows }, projected)
  const lagged = new Float64Array(lagRows.rows * voxelCount)
  combineRows(lagRows, sourcesOf(projected, voxelCount, { first: 0, count: rank }), lagged)
  return {
    ...voxels,
    model,
    projected,
    lagged,
    coordinates: new Float64Array(rank * voxelCount),
    fit: emptyFit(columnCount, voxelCount),
    products: new Float64Array(rank),
    correction: new Float64Array(rank),
  }
}

function residualOf(
  { model, voxelCount: count, projected, lagged, sums }: UsualAr1Work,
  v: number,
): Residual {
  const { rank, lastRow } = model
  let squares = sums.squares[v]
  let lag = sums.lagProducts[v]
  let last = sums.last[v]
  for (let k = 0, i = v; k < rank; k++, i += count) {
    const u = projected[i]
    squares -= u * u
    lag -= u * (projected[i + rank * count] + 0.5 * lagged[i])
    last -= lastRow[k] * u
  }
  return { squares: Math.max(squares, 0), lag, last }
}

/** nilearn's lag-1 estimate in bins, before it is cut toward zero (0.12.1, `first_level.run_glm`). */
function inBins({ scanCount, bins }: UsualAr1Model, { squares, lag }: Residual): number {
  return squares > 0 ? (lag / squares) * (scanCount / (scanCount - 1)) * bins : 0
}

/** Least squares of a series whitened by its label. */
function fitVoxel(work: UsualAr1Work, v: number, label: Float64Array, residual: Residual): void {
  correct(work, v, label, residual)
  sumUp(work, v, label, residual)
}

function correct(work: UsualAr1Work, v: number, label: Float64Array, { last }: Residual): void {
  const { model, voxelCount: count, projected, products, correction } = work
  const { rank, lastRow } = model
  const rho = label[0]
  const padded = (label.length - 1 - rank) / rank
  const ofLast = rho * rho * last
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
function sumUp(work: UsualAr1Work, v: number, label: Float64Array, residual: Residual): void {
  const { model, voxelCount: count, projected, lagged, scaling, products, correction } = work
  const { rank, lastRow, ofOnes, lagOfOnes, scanCount } = model
  const rho = label[0]
  const scale = scaling.scale[v]
  const offset = scaling.offset[v]
  const still = 1 + rho * rho
  const before = rho * residual.last
  let squares = still * residual.squares - 2 * rho * residual.lag - before * before
  let whitenedSum = before
  let fittedProducts = 0
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
    fittedProducts += coordinate * (still * u - rho * lag + scale * products[k])
    fittedSum += sum * coordinate
    last += lastRow[k] * u
    lastOfFit += lastRow[k] * coordinate
    work.coordinates[i] = coordinate
  }
  const fitted = fittedProducts - rho * rho * last * lastOfFit - (fittedSum * fittedSum) / scanCount
  const left = scale * scale * Math.max(squares, 0)
  const residualSum = scale * whitenedSum
  work.fit.dispersion[v] = left / model.dispersionDivisor
  work.fit.noiseRho[v] = rho
  work.fit.rSquared[v] = rSquaredFromSums({ fitted, fittedSum, residual: left, residualSum, scanCount })
}

/** Beta of all voxels from their coordinates. */
function writeBetas({ model, voxelCount, coordinates, fit }: UsualAr1Work): void {
  const { toBeta, rank } = model
  const padded = new Float64Array(toBeta.rows * voxelCount)
  combineRows(toBeta, sourcesOf(coordinates, voxelCount, { first: 0, count: rank }), padded)
  fit.beta.set(padded.subarray(0, fit.beta.length))
}
