import { columnOf, type Matrix } from '../math/matrix.ts'
import { nearNullDirection } from './diagnostics.ts'

/** A change of betas that hardly changes the fit. */
export interface NearNullStep {
  /** What is added to each beta; the largest is 1, those that hardly matter are left out. */
  readonly terms: readonly { readonly column: number; readonly step: number }[]
  /** Root mean square of the fit's change over that of the longest single term: 0 where columns replace each other. */
  readonly change: number
  /** First and last scan (from 0) of the longest stretch in which the change is below 1 % of the longest term's peak; null if none. */
  readonly unchangedScans: readonly [number, number] | null
}

/** Terms whose length is below this share of the longest are left out. */
const negligible = 0.1

/** Steps are rounded to the coarsest of these shares of the largest that makes the change at most so many times as large. */
const roundings = [1, 0.5, 0.25, 0.05]
const tolerated = 1.5

/**
 * The direction of smallest singular value of the design with unit-length columns, written as steps of the betas: the largest is 1,
 * the others rounded as far as that hardly changes what the direction is worth. More steps are positive than negative. A column of
 * zeros is such a direction by itself.
 */
export function nearNullStep(design: Matrix): NearNullStep {
  const empty = Array.from({ length: design.columns }, (_, j) => j).find(
    (j) => lengthOf(columnOf(design, j)) === 0,
  )
  if (empty !== undefined)
    return { terms: [{ column: empty, step: 1 }], change: 0, unchangedScans: [0, design.rows - 1] }
  const exact = steps(design)
  const size = Math.max(...exact.map(Math.abs))
  const unrounded = exact.map((step) => (size > 0 ? step / size : 0))
  const limit = Math.max(tolerated * changeOf(design, unrounded).change, 1e-3)
  const nearer =
    roundings
      .map((share) => unrounded.map((step) => Math.round(step / share) * share))
      .find((rounded) => changeOf(design, rounded).change <= limit) ?? unrounded
  const sign = nearer.filter((step) => step < 0).length > nearer.filter((step) => step > 0).length ? -1 : 1
  const taken = nearer.map((step) => sign * step)
  const { change, unchangedScans } = changeOf(design, taken)
  const terms = [...taken.keys()]
    .filter((column) => taken[column] !== 0)
    .map((column) => ({ column, step: Number(taken[column].toPrecision(3)) }))
  return { terms, change, unchangedScans }
}

/** Steps of the betas along the near-null direction, those of short terms set to 0. */
function steps(design: Matrix): Float64Array {
  const { weights } = nearNullDirection(design)
  const longest = Math.max(...weights.map(Math.abs))
  return weights.map((weight, j) =>
    Math.abs(weight) < negligible * longest ? 0 : weight / lengthOf(columnOf(design, j)),
  )
}

function changeOf(design: Matrix, step: Float64Array): Pick<NearNullStep, 'change' | 'unchangedScans'> {
  const sum = new Float64Array(design.rows)
  let longest = 0
  let peak = 0
  step.forEach((weight, j) => {
    const term = columnOf(design, j).map((value) => value * weight)
    longest = Math.max(longest, lengthOf(term))
    term.forEach((value, scan) => {
      sum[scan] += value
      peak = Math.max(peak, Math.abs(value))
    })
  })
  return {
    change: longest > 0 ? lengthOf(sum) / longest : 0,
    unchangedScans: longestQuietStretch(sum, 0.01 * peak),
  }
}

function longestQuietStretch(values: Float64Array, limit: number): readonly [number, number] | null {
  let best: readonly [number, number] | null = null
  let from = 0
  for (let scan = 0; scan <= values.length; scan++) {
    if (scan < values.length && Math.abs(values[scan]) <= limit) continue
    if (scan > from && (best === null || scan - from > best[1] - best[0] + 1)) best = [from, scan - 1]
    from = scan + 1
  }
  return best
}

function lengthOf(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
}
