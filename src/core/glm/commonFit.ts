import type { Slab } from '../volume/slab.ts'
import { commonWorkspace, type CommonWorkspace } from './commonWorkspace.ts'
import type { CommonFitPlan, SlabFit, VoxelScaling } from './fitPlan.ts'
import { rSquaredFromSums } from './rSquared.ts'
import { emptyFit } from './slabFit.ts'
import type { SlabKernels } from './slabKernels.ts'
import { slabSums } from './slabSums.ts'

function squaredNorm(slab: Slab, workspace: CommonWorkspace, kernels: SlabKernels): Float64Array {
  if (workspace.whitening === undefined) return slabSums(slab, kernels).squares
  const squares = new Float64Array(slab.voxelCount)
  kernels.sumWhitenedSquares(workspace.whitening, slab, squares)
  return squares
}

/** Scratch for one voxel, and where its rows are. */
interface VoxelState {
  readonly workspace: CommonWorkspace
  readonly projected: Float64Array
  readonly voxelCount: number
  /** r coordinates in the whitened design, of the scaled series. */
  readonly coordinates: Float64Array
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
  const { workspace, projected, voxelCount, coordinates } = state
  for (let k = 0; k < workspace.rank; k++) {
    coordinates[k] = scale * projected[k * voxelCount + v] + offset * workspace.ofOnes[k]
  }
}

function writeBeta(state: VoxelState, v: number, beta: Float64Array): void {
  const { workspace, voxelCount, coordinates } = state
  const { data, rows, columns } = workspace.toBeta
  for (let j = 0; j < rows; j++) {
    let sum = 0
    for (let k = 0; k < columns; k++) sum += data[j * columns + k] * coordinates[k]
    beta[j * voxelCount + v] = sum
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

/** Fits a slab with one whitening for all voxels; see `CommonFitPlan`. */
export function fitCommon(
  plan: CommonFitPlan,
  slab: Slab,
  scaling: VoxelScaling,
  kernels: SlabKernels,
): SlabFit {
  const workspace = commonWorkspace(plan)
  const { voxelCount, scanCount } = slab
  const projected = new Float64Array(workspace.rows.rows * voxelCount)
  kernels.project(workspace.rows, slab, projected)
  const squares = squaredNorm(slab, workspace, kernels)
  const state: VoxelState = {
    workspace,
    projected,
    voxelCount,
    coordinates: new Float64Array(workspace.rank),
  }
  const fit = emptyFit(plan.designMatrix.columns, voxelCount)
  for (let v = 0; v < voxelCount; v++) {
    if (squares[v] === 0) continue
    const scale = scaling.scale[v]
    const offset = scaling.offset[v]
    readCoordinates(state, v, scale, offset)
    writeBeta(state, v, fit.beta)
    const along = alongOutside(state, v, scale, offset)
    const rss = scale * scale * remainder(state, v, squares[v]) + along * along
    fit.dispersion[v] = rss / plan.dispersionDivisor
    fit.noiseRho[v] = plan.noiseRho
    fit.rSquared[v] = rSquared(state, rss, residualSum(state, v, scale, along), scanCount)
  }
  return fit
}
