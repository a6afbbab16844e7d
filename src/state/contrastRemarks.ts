import { likeness, scanWeights } from '../core/contrast/scanWeights.ts'
import type { Design } from '../core/design/design.ts'
import { besides, selectColumns, zeros, type Matrix } from '../core/math/matrix.ts'
import { isRestType } from '../core/pipeline/conditionsSwitch.ts'

/** Weightings of the scans from this cosine on are called the same question. */
const sameFrom = 0.98

/** What is worth knowing about the weights of a one-row contrast: their sum and scale, and what they ask in the minimal design. */
export function contrastRemarks(design: Design, weights: Float64Array): readonly string[] {
  return [scaleRemark(design, weights), equivalenceRemark(design, weights)].filter(
    (remark) => remark !== null,
  )
}

function scaleRemark({ columns }: Design, weights: Float64Array): string | null {
  const used = [...weights].filter((weight, j) => weight !== 0 && columns[j]?.role === 'condition')
  if (used.length === 0) return null
  const sum = (list: readonly number[]): number => list.reduce((total, weight) => total + weight, 0)
  const positive = sum(used.filter((weight) => weight > 0))
  const negative = -sum(used.filter((weight) => weight < 0))
  if (positive > 0 && negative > 0) return differenceRemark(positive, negative)
  const size = positive + negative
  if (Math.abs(size - 1) < 1e-9) return null
  return used.length === 1
    ? `The weight is ${short(size)}: the effect is ${short(size)} times as large, t is the same.`
    : `The weights add up to ${short(size)}: the effect is a sum, not a mean; divide by ${short(size)} for the mean.`
}

function differenceRemark(positive: number, negative: number): string | null {
  if (Math.abs(positive - negative) > 1e-9) {
    return `The weights add up to ${short(positive - negative)}, not 0: this is not a pure difference.`
  }
  if (Math.abs(positive - 1) < 1e-9) return null
  return `Each side adds up to ${short(positive)}: the effect is ${short(positive)} times the difference of means, t is the same.`
}

function short(value: number): string {
  return String(Number(value.toPrecision(3))).replace('-', '−')
}

/** What the contrast of a design with modelled rest is in the design without it. */
function equivalenceRemark(design: Design, weights: Float64Array): string | null {
  const { columns } = design
  const rest = columns.flatMap(({ role, condition }, j) =>
    role === 'condition' && condition !== undefined && isRestType(condition) ? [j] : [],
  )
  if (rest.length === 0) return null
  const kept = columns.flatMap((_, j) => (rest.includes(j) ? [] : [j]))
  const minimal = selectColumns(design.matrix, kept)
  const own = weightsOfScans(design.matrix, design.filterBasis, weights)
  for (const [at, j] of kept.entries()) {
    const column = columns[j]
    if (column?.role !== 'condition') continue
    const single = Float64Array.from(kept, (_, k) => (k === at ? 1 : 0))
    const { cosine } = likeness(own, weightsOfScans(minimal, design.filterBasis, single))
    if (Math.abs(cosine) < sameFrom) continue
    const expression = `${cosine < 0 ? '−' : ''}${column.name}`
    return `This is ${expression} of the minimal design: they weigh the scans alike (cosine ${Math.abs(cosine).toFixed(3)}).`
  }
  return null
}

/** How a contrast weighs the scans of a design, a filter's columns among the regressors. */
function weightsOfScans(matrix: Matrix, filterBasis: Matrix, weights: Float64Array): Float64Array {
  const padded = zeros(1, matrix.columns + filterBasis.columns).data
  padded.set(weights)
  return scanWeights(besides(matrix, filterBasis), padded)
}
