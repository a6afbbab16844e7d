import { sourcesOf } from './combineRows.ts'
import { commonWorkspace, type CommonWorkspace } from './commonWorkspace.ts'
import type { CommonFitPlan, VoxelScaling } from './fitPlan.ts'
import { rSquaredFromSums } from './rSquared.ts'
import { emptyFit, type ViewFit } from './slabFit.ts'
import { project, type SlabView } from './slabView.ts'
import { losesDigits } from './uncertain.ts'

function squaredNorm(view: SlabView, workspace: CommonWorkspace): Float64Array {
  if (workspace.whitening === undefined) return view.sums.squares
  const squares = new Float64Array(view.voxelCount)
  view.kernels.sumWhitenedSquares(workspace.whitening, view.slab(), squares)
  return squares
}

/** Scratch for one voxel, and where its rows are. */
interface VoxelState {
  readonly workspace: CommonWorkspace
  readonly projected: Float64Array
  readonly voxelCount: number
  /** r coordinates in the whitened design, of the scaled series. */
  readonly coordinates: Float64Array
  /** The same of all voxels, [coordinate][voxel]. */
  readonly allCoordinates: Float64Array
}

/** Sum of squares of what the design, the filter and the constant's outside part leave of the centred series. */
function remainder(state: VoxelState, v: number, squares: number): number {
  const { workspace, projected, voxelCount } = state
  const rows = workspace.rank + workspace.filterRank + (workspace.hasOutside ? 1 : 0)
  let rest = squares
  for (let k = 0; k < rows; k++) rest -= projected[k * voxelCount + v] ** 2
  return Math.max(rest, 0)
}

function readCoordinates(state: VoxelState, v: number, scale: number, offset: number): void {
  const { workspace, projected, voxelCount, coordinates, allCoordinates } = state
  for (let k = 0; k < workspace.rank; k++) {
    const coordinate = scale * projected[k * voxelCount + v] + offset * workspace.ofOnes[k]
    coordinates[k] = coordinate
    allCoordinates[k * voxelCount + v] = coordinate
  }
}

/** Part of the scaled series along the constant outside the design, 0 where the design holds the constant. */
function alongOutside(state: VoxelState, v: number, scale: number, offset: number): number {
  const { workspace, projected, voxelCount } = state
  if (!workspace.hasOutside) return 0
  const row = workspace.rank + workspace.filterRank
  return scale * projected[row * voxelCount + v] + offset * workspace.ofOnes[row]
}

/** Sum over scans of the whitened residual of the scaled series. */
function residualSum(state: VoxelState, v: number, scale: number, along: number): number {
  const { workspace, projected, voxelCount } = state
  const row = workspace.rank + workspace.filterRank + (workspace.hasOutside ? 1 : 0)
  const inner = workspace.hasResidualSum ? scale * projected[row * voxelCount + v] : 0
  return inner + along * workspace.outsideSum
}

/** U is orthonormal, so the fitted part's sum of squares is that of its coordinates and its sum is `basisSums` times them. */
function rSquared(state: VoxelState, rss: number, sum: number, scanCount: number): number {
  const { workspace, coordinates } = state
  let squares = 0
  let fittedSum = 0
  for (let k = 0; k < workspace.rank; k++) {
    squares += coordinates[k] * coordinates[k]
    fittedSum += coordinates[k] * workspace.basisSums[k]
  }
  const fitted = squares - (fittedSum * fittedSum) / scanCount
  return rSquaredFromSums({ fitted, fittedSum, residual: rss, residualSum: sum, scanCount })
}

/** Beta of all voxels from their coordinates. */
function writeBetas(
  { workspace, voxelCount, allCoordinates }: VoxelState,
  view: SlabView,
  beta: Float64Array,
): void {
  const { toBeta, rank, scratch } = workspace
  const padded = scratch('beta', toBeta.rows * voxelCount)
  view.kernels.combine(toBeta, sourcesOf(allCoordinates, voxelCount, { first: 0, count: rank }), padded)
  beta.set(padded.subarray(0, beta.length))
}

/** Fits a slab with one whitening for all voxels; see `CommonFitPlan`. */
export function fitCommon(plan: CommonFitPlan, view: SlabView, scaling: VoxelScaling): ViewFit {
  const workspace = commonWorkspace(plan)
  const { voxelCount, scanCount } = view
  const projected = workspace.scratch('projected', workspace.rows.rows.rows * voxelCount)
  const amplification = project(view, workspace.rows, projected)
  const squares = squaredNorm(view, workspace)
  const state: VoxelState = {
    workspace,
    projected,
    voxelCount,
    coordinates: new Float64Array(workspace.rank),
    allCoordinates: workspace.scratch('coordinates', workspace.rank * voxelCount).fill(0),
  }
  const fit = emptyFit(plan.designMatrix.columns, voxelCount)
  const uncertain: number[] = []
  for (let v = 0; v < voxelCount; v++) {
    if (squares[v] === 0) continue
    const scale = scaling.scale[v]
    const offset = scaling.offset[v]
    readCoordinates(state, v, scale, offset)
    const along = alongOutside(state, v, scale, offset)
    const rest = remainder(state, v, squares[v])
    if (losesDigits(amplification, squares[v], rest)) uncertain.push(v)
    const rss = scale * scale * rest + along * along
    fit.dispersion[v] = rss / plan.dispersionDivisor
    fit.noiseRho[v] = plan.noiseRho
    fit.rSquared[v] = rSquared(state, rss, residualSum(state, v, scale, along), scanCount)
  }
  writeBetas(state, view, fit.beta)
  return { fit, uncertain }
}
