import { ar1Space } from '../math/ar1Space.ts'
import {
  besides,
  columnOf,
  fromColumns,
  identity,
  multiply,
  multiplyTransposed,
  multiplyVector,
  scaled,
  transpose,
  zeros,
  type Matrix,
} from '../math/matrix.ts'
import { ar1Label, type Ar1Label, type Ar1LabelInputs } from './ar1Label.ts'
import type { UsualAr1Model } from './ar1Usual.ts'
import { constantOutside, missingDirections, onesColumn, residualTo } from '../math/columnSpace.ts'
import type { Ar1FitPlan } from './fitPlan.ts'
import { advanced, neighbourSums } from '../math/lag.ts'
import { padRows } from './projection.ts'
import { createScratch, type Scratch } from './scratch.ts'
import { plannedRows, spanCombination, type PlannedRows } from './rowCombination.ts'
import { scanVector } from './scanVector.ts'
import { closeToEdge, largestLoss } from './uncertain.ts'

/**
 * What nilearn's AR(1) needs per voxel, computed once. An orthonormal basis Q holds the design (r columns), then what the
 * filter adds to it, then the constant where it is in neither: R columns. Every whitened normal equation follows from a
 * series' coordinates u = Q'c, from v = (neighbour sums of Q)' residual, its squares, lag-1 product and last value.
 */
export interface Ar1Workspace {
  readonly plan: Ar1FitPlan
  readonly scanCount: number
  /** r. */
  readonly rank: number
  /** R. */
  readonly basisSize: number
  /** q. */
  readonly filterRank: number
  readonly hasOutside: boolean
  /** (R + R + q) x n: Q', then the rows that give v, then those that give the filter's product with the lagged residual. */
  readonly rows: PlannedRows
  /** n x R. */
  readonly basis: Matrix
  /** R x R: Q' (L + L') Q with L the shift by one scan. */
  readonly lag: Matrix
  /** The same, padded for the kernels, and its product with `ofOnes`. */
  readonly lagRows: Matrix
  readonly lagOfOnes: Float64Array
  /** Q'1, with rounding set to 0. */
  readonly ofOnes: Float64Array
  readonly firstRow: Float64Array
  readonly lastRow: Float64Array
  /** q x R: X0'Q and X0'SQ, S the delay by one scan. */
  readonly filterOnBasis: Matrix
  readonly delayedFilterOnBasis: Matrix
  /** X0'1. */
  readonly filterSums: Float64Array
  /** p x r, p padded to a multiple of four: pinv(X) = toBeta * (first r columns of Q)'. */
  readonly toBeta: Matrix
  readonly labelInputs: Ar1LabelInputs
  /** By bin. */
  readonly labels: Map<number, Ar1Label>
  readonly scratch: Scratch
  /** What the kernels fit by; null where filter, offset or constant ask for more than they do. */
  readonly usual: UsualAr1Model | null
}

type GeneralWorkspace = Omit<Ar1Workspace, 'usual'>

const workspaces = new WeakMap<Ar1FitPlan, Ar1Workspace>()

function rowOf(matrix: Matrix, i: number): Float64Array {
  return matrix.data.slice(i * matrix.columns, (i + 1) * matrix.columns)
}

/** Matrices of as many columns, one below the other. */
function stacked(parts: readonly Matrix[]): Matrix {
  const columns = parts[0].columns
  const rows = parts.reduce((sum, part) => sum + part.rows, 0)
  const data = new Float64Array(rows * columns)
  let at = 0
  for (const part of parts) {
    data.set(part.data, at)
    at += part.data.length
  }
  return { rows, columns, data }
}

function onesCoordinates(basis: Matrix, outsideColumns: number): Float64Array {
  const sums = multiplyTransposed(basis, onesColumn(basis.rows)).data
  const threshold = 1e-11 * Math.sqrt(basis.rows)
  // Without an outside direction the design holds the constant: what the filter's directions see of it is rounding.
  return sums.map((value) => (outsideColumns === 0 && Math.abs(value) < threshold ? 0 : value))
}

/** Q' and what Q leaves of Q's neighbour sums and of the advanced filter, as rows and as combinations of the design's columns. */
function ar1Rows({ designMatrix, filterBasis }: Ar1FitPlan, basis: Matrix, lag: Matrix): PlannedRows {
  const ahead = advanced(filterBasis)
  const lagRows = transpose(residualTo(basis, neighbourSums(basis)))
  const filterRows = transpose(residualTo(basis, ahead))
  const rows = stacked([transpose(basis), lagRows, filterRows])
  const span = spanCombination(basis, [designMatrix, filterBasis, onesColumn(basis.rows)])
  if (span === null) return plannedRows(rows, null)
  const ofBasis = transpose(span.coefficients)
  const still = stacked([
    ofBasis,
    scaled(multiply(lag, ofBasis), -1),
    scaled(multiply(multiplyTransposed(ahead, basis), ofBasis), -1),
  ])
  const q = filterBasis.columns
  const r = basis.columns
  const moved = stacked([zeros(r, ofBasis.columns), ofBasis, zeros(q, ofBasis.columns)])
  const filters = stacked([zeros(2 * r, q), identity(q)])
  const neighbours = span.vectors.map(({ values }) =>
    scanVector(neighbourSums(fromColumns(values.length, [values])).data),
  )
  const aheads = Array.from({ length: q }, (_, j) => scanVector(columnOf(ahead, j)))
  return plannedRows(rows, {
    vectors: [...span.vectors, ...neighbours, ...aheads],
    coefficients: besides(besides(still, moved), filters),
    amplification: span.amplification,
  })
}

function buildWorkspace(plan: Ar1FitPlan): GeneralWorkspace {
  const { designMatrix, filterBasis } = plan
  const n = designMatrix.rows
  const design = ar1Space(designMatrix, filterBasis)
  const filterExtra = missingDirections(design.basis, filterBasis)
  const withFilter = besides(design.basis, filterExtra)
  const outside = constantOutside(withFilter)
  const basis = besides(withFilter, outside)
  const lag = multiplyTransposed(basis, neighbourSums(basis))
  const ofOnes = onesCoordinates(basis, outside.columns)
  return {
    plan,
    scanCount: n,
    rank: design.basis.columns,
    basisSize: basis.columns,
    filterRank: filterBasis.columns,
    hasOutside: outside.columns > 0,
    rows: ar1Rows(plan, basis, lag),
    basis,
    lag,
    lagRows: padRows(lag),
    lagOfOnes: multiplyVector(lag, ofOnes),
    ofOnes,
    firstRow: rowOf(basis, 0),
    lastRow: rowOf(basis, n - 1),
    filterOnBasis: multiplyTransposed(filterBasis, basis),
    delayedFilterOnBasis: multiplyTransposed(advanced(filterBasis), basis),
    filterSums: multiplyTransposed(filterBasis, onesColumn(n)).data,
    toBeta: padRows(design.toBeta),
    labelInputs: { space: design, filterBasis },
    scratch: createScratch(),
    labels: new Map(),
  }
}

function usualAr1Model(workspace: GeneralWorkspace): UsualAr1Model | null {
  const { plan, basisSize, rank, filterRank, scanCount } = workspace
  if (basisSize !== rank || filterRank > 0 || plan.residualMean !== 0) return null
  const { lagRows, toBeta, lastRow, ofOnes, lagOfOnes } = workspace
  return {
    ...{ rank, scanCount, lagRows, toBeta, lastRow, ofOnes, lagOfOnes },
    columnCount: plan.designMatrix.columns,
    bins: plan.bins,
    binLimit: 2 * plan.bins,
    largestLoss,
    closeToEdge,
    dispersionDivisor: plan.dispersionDivisor,
    labelOf: (bin) => labelOf(workspace, bin).packed,
  }
}

/** The workspace of a plan, built on first use and kept as long as the plan. */
export function ar1Workspace(plan: Ar1FitPlan): Ar1Workspace {
  const known = workspaces.get(plan)
  if (known !== undefined) return known
  const common = buildWorkspace(plan)
  const built = { ...common, usual: usualAr1Model(common) }
  workspaces.set(plan, built)
  return built
}

/** The whitened normal equations of a bin, solved once. */
export function labelOf({ plan, labels, labelInputs }: GeneralWorkspace, bin: number): Ar1Label {
  const known = labels.get(bin)
  if (known !== undefined) return known
  const built = ar1Label(labelInputs, bin / plan.bins)
  labels.set(bin, built)
  return built
}
