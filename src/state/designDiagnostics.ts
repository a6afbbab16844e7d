import { estimability } from '../core/contrast/estimability.ts'
import type { ColumnRole, Design } from '../core/design/design.ts'
import {
  conditioning,
  contrastPrecision,
  correlations,
  identifyingScans,
  varianceInflation,
  type Conditioning,
} from '../core/design/diagnostics.ts'
import { leanerDesign } from '../core/design/leanerDesign.ts'
import { nearNullStep, type NearNullStep } from '../core/design/nearNull.ts'
import { Refusal, type Finding } from '../core/finding.ts'
import { rank } from '../core/math/decompositions.ts'
import { besides, columnOf, type Matrix } from '../core/math/matrix.ts'
import type { AppState, Pane } from './appState.ts'
import { contrastText } from './contrastText.ts'
import { notEstimableWords } from './estimableWords.ts'
import { gradeOfInflation, type Grade } from './grades.ts'
import { memoizePerKey } from './memo.ts'
import { paneDesign, type LiveDesign } from './paneDesign.ts'
import { askedContrast, largestInflation, rowsOfAsked, type AskedContrast } from './verdict.ts'

/** What collinearity does to one regressor. */
export interface RegressorDiagnosis {
  readonly name: string
  readonly role: ColumnRole
  /** Infinity where it is a combination of others; null where it is not defined: the constant, a column that does not vary. */
  readonly vif: number | null
  /** At noise of s.d. 1; null where it cannot be estimated alone. */
  readonly standardError: number | null
  readonly grade: Grade | null
  /** The regressor it correlates with most. */
  readonly closest: { readonly name: string; readonly r: number } | null
}

/** What the design does to the contrast. */
export interface ContrastDiagnosis {
  readonly text: string
  /** rows x p. */
  readonly rows: Matrix
  /** First row's weights by column. */
  readonly weights: Float64Array
  readonly isF: boolean
  readonly estimable: boolean
  /** Why no data can tell it; empty where they can. */
  readonly whyNot: string
  readonly grade: Grade
  readonly vif: number | null
  /** At noise of s.d. 1, of the first row. */
  readonly standardError: number | null
  readonly efficiency: number | null
  /** The same contrast without the regressor that costs it most. */
  readonly leaner: { readonly without: string; readonly standardError: number } | null
  /** Each scan's share of what decides the estimate; sums to 1. */
  readonly shares: Float64Array
}

/** Everything the Design tab says about a pane's design, before any fit. */
export interface DesignDiagnostics {
  readonly design: Design
  readonly rank: number
  /** n - rank of design and filter together. */
  readonly residualDf: number
  readonly asTheyAre: Conditioning
  readonly unitLength: Conditioning
  readonly correlations: Matrix
  readonly regressors: readonly RegressorDiagnosis[]
  readonly nearNull: NearNullStep
  /** Null while the contrast cannot be read; its verdict says why. */
  readonly contrast: ContrastDiagnosis | null
}

export type LiveDiagnostics =
  | { readonly ok: true; readonly diagnostics: DesignDiagnostics }
  | { readonly ok: false; readonly finding: Finding }

/** Diagnostics of the design that a pane's present settings make, and of the contrast as it is being typed. */
export function designDiagnostics(state: AppState, pane: Pane): LiveDiagnostics | null {
  const live = paneDesign(state, pane)
  const asked = askedContrast(state, pane)
  return live === null || asked === null ? null : diagnosed(pane, live, asked, pane)
}

const diagnosed = memoizePerKey((live: LiveDesign, asked: AskedContrast, pane: Pane): LiveDiagnostics => {
  if (!live.ok) return live
  const ofDesign = designNumbers(pane, live.design)
  return { ok: true, diagnostics: { ...ofDesign, contrast: contrastDiagnosis(live.design, asked) } }
})

const designNumbers = memoizePerKey((design: Design): Omit<DesignDiagnostics, 'contrast'> => {
  const { matrix, filterBasis } = design
  const correlation = correlations(matrix)
  return {
    design,
    rank: rank(matrix),
    residualDf: matrix.rows - rank(besides(matrix, filterBasis)),
    asTheyAre: conditioning(matrix, 'as-they-are'),
    unitLength: conditioning(matrix, 'unit-length'),
    correlations: correlation,
    regressors: regressorDiagnoses(design, correlation),
    nearNull: nearNullStep(matrix),
  }
})

function regressorDiagnoses({ columns, matrix }: Design, correlation: Matrix): RegressorDiagnosis[] {
  const inflation = varianceInflation(matrix)
  return columns.map(({ name, role }, j) => {
    const found = inflation[j] ?? NaN
    const vif = Number.isNaN(found) ? null : found
    const isEmpty = columnOf(matrix, j).every((value) => value === 0)
    const estimable = vif !== Infinity && !isEmpty
    return {
      name,
      role,
      vif,
      standardError: estimable ? contrastPrecision(matrix, unit(columns.length, j)).standardError : null,
      grade: isEmpty ? 'not-estimable' : vif === null ? null : gradeOfInflation(vif),
      closest: closestTo(j, columns, correlation),
    }
  })
}

function closestTo(
  j: number,
  columns: Design['columns'],
  { data, columns: count }: Matrix,
): RegressorDiagnosis['closest'] {
  let best: RegressorDiagnosis['closest'] = null
  columns.forEach(({ name }, other) => {
    const r = data[j * count + other] ?? NaN
    if (other !== j && !Number.isNaN(r) && Math.abs(r) > Math.abs(best?.r ?? 0)) best = { name, r }
  })
  return best
}

function contrastDiagnosis(design: Design, asked: AskedContrast): ContrastDiagnosis | null {
  const { columns, matrix } = design
  const names = columns.map(({ name }) => name)
  const rows = readRows(asked, names)
  if (rows === null) return null
  const weights = rows.data.slice(0, rows.columns)
  const { estimable, involvedColumns } = estimability(matrix, rows)
  const vif = estimable ? largestInflation(matrix, rows) : NaN
  const precision = estimable ? contrastPrecision(matrix, weights) : null
  const candidates = columns.flatMap(({ role }, j) => (role === 'condition' ? [j] : []))
  const leaner = estimable && rows.rows === 1 ? leanerDesign(matrix, weights, candidates) : null
  return {
    text: typeof asked === 'string' ? asked : contrastText(asked),
    rows,
    weights,
    isF: rows.rows > 1,
    estimable,
    whyNot: estimable ? '' : notEstimableWords(involvedColumns.map((column) => names[column] ?? '')),
    grade: estimable ? gradeOfInflation(vif) : 'not-estimable',
    vif: Number.isNaN(vif) ? null : vif,
    standardError: precision?.standardError ?? null,
    efficiency: precision?.efficiency ?? null,
    leaner: leaner && { without: names[leaner.without] ?? '', standardError: leaner.standardError },
    shares: meanShares(matrix, rows),
  }
}

function readRows(asked: AskedContrast, names: readonly string[]): Matrix | null {
  try {
    return rowsOfAsked(asked, names)
  } catch (error) {
    // The verdict says what is wrong with it.
    if (error instanceof Refusal) return null
    throw error
  }
}

/** Identifying shares of the scans, averaged over an F contrast's rows. */
function meanShares(matrix: Matrix, rows: Matrix): Float64Array {
  const mean = new Float64Array(matrix.rows)
  for (let r = 0; r < rows.rows; r++) {
    const shares = identifyingScans(matrix, rows.data.subarray(r * rows.columns, (r + 1) * rows.columns))
    shares.forEach((share, scan) => {
      mean[scan] = (mean[scan] ?? 0) + share / rows.rows
    })
  }
  return mean
}

/** The share of the first and last `count` scans together. */
export function edgeShare(shares: Float64Array, count: number): number {
  const last = shares.length - count
  return shares.reduce((sum, share, scan) => (scan < count || scan >= last ? sum + share : sum), 0)
}

function unit(length: number, at: number): Float64Array {
  const vector = new Float64Array(length)
  vector[at] = 1
  return vector
}
