import gammaln from '@stdlib/math-base-special-gammaln'
import { tTails } from './pValues.ts'
import { zScore } from './zScores.ts'

/** p and z of many values of t with the same degrees of freedom. */
export interface TTable {
  /** P(T > t), one-sided. */
  readonly upperTail: (t: number) => number
  /** The standard normal score of the same p, clipped as `zScore` clips. */
  readonly score: (t: number) => number
}

/** Distance of two nodes in t: the interpolation's error then stays below the rounding of what it interpolates. */
const step = 1 / 64
/** With fewer degrees of freedom the functions bend too quickly between nodes. */
const fewestDf = 10
/** With more the density's constant loses digits. */
const mostDf = 1e4
/** Scores above this come near the clipping, where they are not smooth. */
const largestScore = 35

/** Tables kept: those of both panes before and after a change. */
const maxTables = 4

const tables = new Map<number, TTable>()

/** The table of so many degrees of freedom, which all slabs of a fit share. */
export function tTable(df: number): TTable {
  const known = tables.get(df)
  if (known !== undefined) return known
  const table = createTTable(df)
  tables.set(df, table)
  for (const oldest of tables.keys()) if (tables.size > maxTables) tables.delete(oldest)
  return table
}

/** Value, first and second derivative by t at a node. */
type Node = readonly [number, number, number]

interface Functions {
  readonly logTail: (t: number) => Node
  readonly score: (t: number) => Node
}

/**
 * Tails and scores by quintic Hermite interpolation between nodes that are computed when a value falls beside them: a map has
 * tens of thousands of values of t but only some hundred nodes. Relative error below 1e-12 (tests/core/contrast/tTable.test.ts).
 */
function createTTable(df: number): TTable {
  const exact: TTable = {
    upperTail: (t) => tTails(t, df).upper,
    score: (t) => {
      const { upper, lower } = tTails(t, df)
      return zScore(upper, lower)
    },
  }
  if (!(df >= fewestDf && df <= mostDf)) return exact
  const functions = nodeFunctions(df, exact)
  const logTail = interpolated(functions.logTail)
  const score = interpolated(functions.score)
  // |z| is never above |t|; NaN is not smooth either.
  const isSmooth = (t: number): boolean => Math.abs(t) < largestScore
  return {
    upperTail: (t) => (isSmooth(t) ? Math.exp(logTail(t)) : exact.upperTail(t)),
    score: (t) => (isSmooth(t) ? score(t) : exact.score(t)),
  }
}

/** ln P(T > t) and z with their derivatives, which follow from the density. */
function nodeFunctions(df: number, exact: TTable): Functions {
  const logConstant = gammaln((df + 1) / 2) - gammaln(df / 2) - 0.5 * Math.log(df * Math.PI)
  const logDensity = (t: number): number => logConstant - 0.5 * (df + 1) * Math.log1p((t * t) / df)
  const logSlope = (t: number): number => (-t * (df + 1)) / (df + t * t)
  return {
    logTail(t) {
      const value = Math.log(exact.upperTail(t))
      const first = -Math.exp(logDensity(t) - value)
      return [value, first, first * logSlope(t) - first * first]
    },
    score(t) {
      const value = exact.score(t)
      const logNormalDensity = -0.5 * (value * value + Math.log(2 * Math.PI))
      const first = Math.exp(logDensity(t) - logNormalDensity)
      return [value, first, first * logSlope(t) + value * first * first]
    },
  }
}

/** Nodes on either side of 0: those that values up to `largestScore` lie between. */
const nodesPerSide = Math.ceil(largestScore / step) + 1

/** Quintic Hermite interpolation of a function between multiples of `step`; every node is computed once. */
function interpolated(nodeAt: (t: number) => Node): (t: number) => number {
  const count = 2 * nodesPerSide + 1
  const values = new Float64Array(count).fill(NaN)
  const slopes = new Float64Array(count)
  const bends = new Float64Array(count)
  const compute = (at: number): void => {
    const [value, first, second] = nodeAt((at - nodesPerSide) * step)
    values[at] = value
    slopes[at] = step * first
    bends[at] = 0.5 * step * step * second
  }
  return (t) => {
    const place = t / step
    const k = Math.floor(place)
    const left = k + nodesPerSide
    const right = left + 1
    if (Number.isNaN(values[left])) compute(left)
    if (Number.isNaN(values[right])) compute(right)
    // The polynomial of degree five that has the values and derivatives of both nodes.
    const x = place - k
    const rise = values[right] - values[left]
    const slope = slopes[left]
    const bend = bends[left]
    const a = rise - slope - bend
    const b = slopes[right] - slope - 2 * bend
    const c = bends[right] - bend
    const cubic = 10 * a - 4 * b + c
    const quartic = -15 * a + 7 * b - 2 * c
    const fifth = 6 * a - 3 * b + c
    return values[left] + x * (slope + x * (bend + x * (cubic + x * (quartic + x * fifth))))
  }
}
