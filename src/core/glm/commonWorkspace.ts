import { besides, multiplyTransposed, transpose, type Matrix } from '../math/matrix.ts'
import {
  columnSpace,
  constantOutside,
  missingDirections,
  onesColumn,
  residualTo,
} from '../math/columnSpace.ts'
import type { CommonFitPlan } from './fitPlan.ts'
import { padRows } from './projection.ts'
import { createScratch, type Scratch } from './scratch.ts'
import { basisRows, plannedRows, type PlannedRows } from './rowCombination.ts'
import { whitenedBy, type WhiteningRow } from './whiteningRows.ts'

/**
 * What a common plan needs per voxel, computed once. A whitened, filtered series splits into its part in the design (`basis`
 * coordinates), its part along the constant where that is not in the design, and the rest.
 */
export interface CommonWorkspace {
  /** r: the rank of K W X. */
  readonly rank: number
  /** q. */
  readonly filterRank: number
  /** Whether a row for the constant outside the design follows those of design and filter. */
  readonly hasOutside: boolean
  /** Whether the last row gives the sum over scans of the remaining residual, which R squared needs. */
  readonly hasResidualSum: boolean
  /** (r + q + [1] + [1]) x n: U'W, X0'W, outside'W, residual sum. */
  readonly rows: PlannedRows
  /** The same rows applied to a series of ones. */
  readonly ofOnes: Float64Array
  /** p x r, p padded to a multiple of four: beta = toBeta * coordinates. */
  readonly toBeta: Matrix
  /** U'1, r: sums over scans of the basis columns. */
  readonly basisSums: Float64Array
  /** Sum over scans of the direction of the constant outside the design. */
  readonly outsideSum: number
  readonly whitening: readonly WhiteningRow[] | undefined
  readonly scratch: Scratch
}

const workspaces = new WeakMap<CommonFitPlan, CommonWorkspace>()

function whiten(plan: CommonFitPlan, matrix: Matrix): Matrix {
  return plan.whitening === undefined ? matrix : whitenedBy(plan.whitening, matrix)
}

function withoutRounding(values: Float64Array, scale: number): Float64Array {
  return values.map((value) => (Math.abs(value) < 1e-11 * scale ? 0 : value))
}

function buildWorkspace(plan: CommonFitPlan): CommonWorkspace {
  const n = plan.designMatrix.rows
  const ones = onesColumn(n)
  const filtered = (matrix: Matrix): Matrix => residualTo(plan.filterBasis, matrix)
  const space = columnSpace(filtered(whiten(plan, plan.designMatrix)))
  const inDesign = besides(space.basis, plan.filterBasis)
  const whitenedOnes = filtered(whiten(plan, ones))
  const outside = missingDirections(space.basis, whitenedOnes)
  const known = besides(inDesign, outside)
  const sumDirection =
    constantOutside(known).columns > 0
      ? residualTo(known, ones)
      : { rows: n, columns: 0, data: new Float64Array(0) }
  const directions = besides(known, sumDirection)
  // W is symmetric, so (W'd)' y = d' W y.
  const rows =
    plan.whitening === undefined
      ? basisRows(directions, [plan.designMatrix, plan.filterBasis, ones])
      : plannedRows(transpose(whitenedBy(plan.whitening, directions)), null)
  const ofOnes = multiplyTransposed(directions, whiten(plan, ones)).data
  // Residual directions see nothing of the constant once its outside part has been split off.
  if (sumDirection.columns > 0) ofOnes[ofOnes.length - 1] = 0
  return {
    rank: space.basis.columns,
    filterRank: plan.filterBasis.columns,
    hasOutside: outside.columns > 0,
    hasResidualSum: sumDirection.columns > 0,
    rows,
    ofOnes: withoutRounding(ofOnes, Math.sqrt(n)),
    toBeta: padRows(space.toBeta),
    basisSums: multiplyTransposed(space.basis, ones).data,
    outsideSum: multiplyTransposed(outside, ones).data[0] ?? 0,
    scratch: createScratch(),
    whitening: plan.whitening,
  }
}

/** The workspace of a plan, built on first use and kept as long as the plan. */
export function commonWorkspace(plan: CommonFitPlan): CommonWorkspace {
  const known = workspaces.get(plan)
  if (known !== undefined) return known
  const built = buildWorkspace(plan)
  workspaces.set(plan, built)
  return built
}
