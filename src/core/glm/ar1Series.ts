import type { Slab } from '../volume/slab.ts'
import type { Ar1Workspace } from './ar1Workspace.ts'
import type { VoxelScaling } from './fitPlan.ts'

/**
 * One scaled voxel series in the workspace's basis. The residual is what OLS on design and filter leaves; the rest, z, is what
 * the design alone leaves: the residual plus the filter's directions.
 */
export interface Ar1Series {
  /** r: U'y. */
  readonly coordinates: Float64Array
  residualSquares: number
  residualLag: number
  residualSum: number
  residualFirst: number
  residualLast: number
  restSquares: number
  restLag: number
  restSum: number
  restLast: number
  /** r: U'(L + L')z. */
  readonly designLagRest: Float64Array
  /** q: X0'z and X0'Sz. */
  readonly filterRest: Float64Array
  readonly filterDelayedRest: Float64Array
  /** R: coordinates of the centred, unscaled series, and its scaled coordinates outside the design. */
  readonly centred: Float64Array
  readonly extra: Float64Array
}

/** Scratch for one voxel's series. */
export function seriesScratch(workspace: Ar1Workspace): Ar1Series {
  const { rank, basisSize, filterRank } = workspace
  return {
    coordinates: new Float64Array(rank),
    residualSquares: 0,
    residualLag: 0,
    residualSum: 0,
    residualFirst: 0,
    residualLast: 0,
    restSquares: 0,
    restLag: 0,
    restSum: 0,
    restLast: 0,
    designLagRest: new Float64Array(rank),
    filterRest: new Float64Array(filterRank),
    filterDelayedRest: new Float64Array(filterRank),
    centred: new Float64Array(basisSize),
    extra: new Float64Array(basisSize),
  }
}

/** A voxel of a slab with the slab's sums. */
export interface SlabVoxel {
  readonly slab: Slab
  readonly sums: {
    readonly projected: Float64Array
    readonly squares: Float64Array
    readonly lagProducts: Float64Array
  }
  readonly scaling: VoxelScaling
  readonly voxel: number
}

/** What the whole basis leaves of the centred, unscaled series: squares, lag-1 product, first and last value. */
function innerSums(
  workspace: Ar1Workspace,
  at: SlabVoxel,
  series: Ar1Series,
): [number, number, number, number] {
  const { basisSize: size, lag, firstRow, lastRow, scanCount } = workspace
  const { voxel: v, slab, sums } = at
  const count = slab.voxelCount
  const { centred } = series
  let squares = sums.squares[v]
  let products = sums.lagProducts[v]
  let first = slab.centred[v]
  let last = slab.centred[(scanCount - 1) * count + v]
  for (let i = 0; i < size; i++) centred[i] = sums.projected[i * count + v]
  for (let i = 0; i < size; i++) {
    const u = centred[i]
    let row = 0
    for (let k = 0; k < size; k++) row += lag.data[i * size + k] * centred[k]
    squares -= u * u
    products -= u * (sums.projected[(size + i) * count + v] + 0.5 * row)
    first -= firstRow[i] * u
    last -= lastRow[i] * u
  }
  return [Math.max(squares, 0), products, first, last]
}

/** Scales the coordinates and adds what the offset has in each direction. */
function scaleCoordinates(workspace: Ar1Workspace, series: Ar1Series, scale: number, offset: number): void {
  const { rank, basisSize, ofOnes } = workspace
  for (let i = 0; i < basisSize; i++) {
    const value = scale * series.centred[i] + offset * ofOnes[i]
    if (i < rank) series.coordinates[i] = value
    series.extra[i] = i < rank ? 0 : value
  }
}

/** Adds one direction outside the design to the sums of the residual or the rest. */
function lagOfExtra(workspace: Ar1Workspace, extra: Float64Array, row: number): number {
  const { basisSize, rank, lag } = workspace
  let sum = 0
  for (let k = rank; k < basisSize; k++) sum += lag.data[row * basisSize + k] * extra[k]
  return sum
}

function readResidual(workspace: Ar1Workspace, series: Ar1Series, scale: number, lagAlong: number): void {
  if (!workspace.hasOutside) return
  const { basisSize, lag, firstRow, lastRow, ofOnes } = workspace
  const k = basisSize - 1
  const along = series.extra[k]
  series.residualSquares += along * along
  series.residualLag += along * (scale * lagAlong + 0.5 * along * lag.data[k * basisSize + k])
  series.residualSum = along * ofOnes[k]
  series.residualFirst += along * firstRow[k]
  series.residualLast += along * lastRow[k]
}

function readFilter(workspace: Ar1Workspace, at: SlabVoxel, series: Ar1Series, scale: number): void {
  const { basisSize, rank, filterRank, filterOnBasis, delayedFilterOnBasis } = workspace
  const { voxel: v, slab, sums } = at
  for (let j = 0; j < filterRank; j++) {
    let here = 0
    let delayed = scale * sums.projected[(2 * basisSize + j) * slab.voxelCount + v]
    for (let k = rank; k < basisSize; k++) {
      here += filterOnBasis.data[j * basisSize + k] * series.extra[k]
      delayed += delayedFilterOnBasis.data[j * basisSize + k] * series.extra[k]
    }
    series.filterRest[j] = here
    series.filterDelayedRest[j] = delayed
  }
}

/** Fills `series` with the sums of one voxel; nothing is allocated but the tuple of four. */
export function readSeries(workspace: Ar1Workspace, at: SlabVoxel, series: Ar1Series): void {
  const { rank, basisSize, lastRow, ofOnes } = workspace
  const { voxel: v, slab, sums, scaling } = at
  const scale = scaling.scale[v]
  const [squares, products, first, last] = innerSums(workspace, at, series)
  const lagAt = (i: number): number => sums.projected[(basisSize + i) * slab.voxelCount + v]
  scaleCoordinates(workspace, series, scale, scaling.offset[v])
  series.residualSquares = series.restSquares = scale * scale * squares
  series.residualLag = series.restLag = scale * scale * products
  series.residualSum = series.restSum = 0
  series.residualFirst = scale * first
  series.residualLast = series.restLast = scale * last
  readResidual(workspace, series, scale, lagAt(basisSize - 1))
  for (let i = rank; i < basisSize; i++) {
    const along = series.extra[i]
    series.restSquares += along * along
    series.restLag += along * (scale * lagAt(i) + 0.5 * lagOfExtra(workspace, series.extra, i))
    series.restLast += along * lastRow[i]
    series.restSum += along * ofOnes[i]
  }
  for (let i = 0; i < rank; i++)
    series.designLagRest[i] = scale * lagAt(i) + lagOfExtra(workspace, series.extra, i)
  readFilter(workspace, at, series, scale)
}
