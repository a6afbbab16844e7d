import type { Ar1Workspace } from './ar1Workspace.ts'
import type { VoxelScaling } from './fitPlan.ts'
import type { SlabSums } from './slabSums.ts'

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
  readonly voxelCount: number
  readonly sums: SlabSums
  /** The workspace's rows times the series, [row][voxel]. */
  readonly projected: Float64Array
  /** Neighbour sums of the basis within the basis: lag Q'c, [direction][voxel]. */
  readonly lagged: Float64Array
  readonly scaling: VoxelScaling
  voxel: number
}

/** What the whole basis leaves of the centred, unscaled series: squares, lag-1 product, first and last value, as the residual. */
function readInner(workspace: Ar1Workspace, at: SlabVoxel, series: Ar1Series): void {
  const { basisSize: size, firstRow, lastRow } = workspace
  const { voxel: v, voxelCount: count, projected, lagged, sums } = at
  const { centred } = series
  let squares = sums.squares[v]
  let products = sums.lagProducts[v]
  let first = sums.first[v]
  let last = sums.last[v]
  for (let i = 0; i < size; i++) {
    const u = projected[i * count + v]
    centred[i] = u
    squares -= u * u
    products -= u * (projected[(size + i) * count + v] + 0.5 * lagged[i * count + v])
    first -= firstRow[i] * u
    last -= lastRow[i] * u
  }
  series.residualSquares = Math.max(squares, 0)
  series.residualLag = products
  series.residualFirst = first
  series.residualLast = last
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

/** Neighbour sums of one basis direction against the series' part outside the design. */
function lagOfExtra(workspace: Ar1Workspace, extra: Float64Array, row: number): number {
  const { basisSize, rank, lag } = workspace
  let sum = 0
  for (let k = rank; k < basisSize; k++) sum += lag.data[row * basisSize + k] * extra[k]
  return sum
}

/** Adds the part along the constant, where neither design nor filter holds it, to the residual's sums. */
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

/** X0'z and X0'Sz. */
function readFilter(workspace: Ar1Workspace, at: SlabVoxel, series: Ar1Series, scale: number): void {
  const { basisSize, rank, filterRank, filterOnBasis, delayedFilterOnBasis } = workspace
  const { voxel: v, voxelCount, projected } = at
  for (let j = 0; j < filterRank; j++) {
    let here = 0
    let delayed = scale * projected[(2 * basisSize + j) * voxelCount + v]
    for (let k = rank; k < basisSize; k++) {
      here += filterOnBasis.data[j * basisSize + k] * series.extra[k]
      delayed += delayedFilterOnBasis.data[j * basisSize + k] * series.extra[k]
    }
    series.filterRest[j] = here
    series.filterDelayedRest[j] = delayed
  }
}

function scaleResidual(series: Ar1Series, scale: number): void {
  series.residualSquares *= scale * scale
  series.residualLag *= scale * scale
  series.residualFirst *= scale
  series.residualLast *= scale
  series.residualSum = 0
  series.restSquares = series.residualSquares
  series.restLag = series.residualLag
  series.restLast = series.residualLast
  series.restSum = 0
}

/** Fills `series` with the sums of one voxel. */
export function readSeries(workspace: Ar1Workspace, at: SlabVoxel, series: Ar1Series): void {
  const { rank, basisSize, lastRow, ofOnes } = workspace
  const { voxel: v, voxelCount, projected, scaling } = at
  const scale = scaling.scale[v]
  const lagRow = basisSize * voxelCount + v
  readInner(workspace, at, series)
  scaleCoordinates(workspace, series, scale, scaling.offset[v])
  scaleResidual(series, scale)
  readResidual(workspace, series, scale, projected[lagRow + (basisSize - 1) * voxelCount])
  for (let i = 0; i < basisSize; i++) {
    const inner = scale * projected[lagRow + i * voxelCount]
    const outer = lagOfExtra(workspace, series.extra, i)
    if (i < rank) {
      series.designLagRest[i] = inner + outer
      continue
    }
    const along = series.extra[i]
    series.restSquares += along * along
    series.restLag += along * (inner + 0.5 * outer)
    series.restLast += along * lastRow[i]
    series.restSum += along * ofOnes[i]
  }
  readFilter(workspace, at, series, scale)
}
