import type { Finding } from '../finding.ts'
import { refusal, warning } from './refuse.ts'

/** Where a map has values, and what they are like. */
export interface MapVoxels {
  /** 1 where the value is finite and not 0, in file order. */
  readonly inside: Uint8Array<ArrayBuffer>
  readonly insideCount: number
  readonly nanCount: number
  readonly zeroCount: number
  /** Smallest and largest value inside. */
  readonly minimum: number
  readonly maximum: number
  /** Whether all values are whole numbers from 0 with few different ones: regions by number, not a statistic. */
  readonly looksLikeLabels: boolean
  readonly findings: readonly Finding[]
}

/**
 * The voxels of a statistical map: tools write NaN or 0 outside the mask, so both are outside. Throws a Refusal for a map that is 0 or
 * NaN everywhere.
 */
export function mapVoxels(values: ArrayLike<number>, fileName: string): MapVoxels {
  const inside = new Uint8Array(values.length)
  const count = { inside: 0, nan: 0, zero: 0, infinite: 0 }
  let [minimum, maximum] = [Infinity, -Infinity]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (Number.isNaN(value)) count.nan++
    else if (value === 0) count.zero++
    else if (!Number.isFinite(value)) count.infinite++
    else {
      inside[i] = 1
      count.inside++
      minimum = Math.min(minimum, value)
      maximum = Math.max(maximum, value)
    }
  }
  if (count.inside === 0) throw nothingInside(count, fileName)
  return {
    inside,
    insideCount: count.inside,
    nanCount: count.nan,
    zeroCount: count.zero,
    minimum,
    maximum,
    looksLikeLabels: looksLikeLabels(values, maximum),
    findings: count.infinite === 0 ? [] : [infinite(count.infinite, fileName)],
  }
}

/** More different whole numbers than an atlas numbers are counts or rounded data. */
const mostLabels = 2000

/** Whole numbers from 0, more than a mask's one value: atlases, segmentations, clusters. */
function looksLikeLabels(values: ArrayLike<number>, maximum: number): boolean {
  if (!(maximum > 1) || maximum > 100_000) return false
  const seen = new Set<number>()
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (Number.isNaN(value)) continue
    if (!(value >= 0) || !Number.isInteger(value)) return false
    seen.add(value)
    if (seen.size > mostLabels) return false
  }
  return true
}

function nothingInside(
  count: { readonly nan: number; readonly zero: number; readonly infinite: number },
  file: string,
): Error {
  const { nan, zero, infinite } = count
  const what = zero === 0 ? (infinite === 0 ? 'NaN' : 'NaN or Inf') : nan + infinite === 0 ? '0' : '0 or NaN'
  return refusal({
    code: zero === 0 ? 'map-all-nan' : 'map-all-zero',
    file,
    message: `Every value of the map is ${what}.`,
    remedy: 'Drop the map as the analysis wrote it; an empty one has nothing to show.',
  })
}

function infinite(count: number, file: string): Finding {
  return warning({
    code: 'map-infinite',
    file,
    message: `${count} ${count === 1 ? 'value' : 'values'} of the map ${count === 1 ? 'is' : 'are'} infinite.`,
    remedy: 'Those voxels are left out, as if they were outside the mask.',
  })
}
