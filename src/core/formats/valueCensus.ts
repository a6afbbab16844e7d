import type { Finding } from '../finding.ts'
import { refusal, warning } from './refuse.ts'

/** What the values of an image are like, counted while they stream by. */
export interface ValueCensus {
  readonly count: number
  readonly zeros: number
  readonly nans: number
  readonly infinities: number
  /** Smallest and largest finite value; Infinity and -Infinity where there is none. */
  readonly minimum: number
  readonly maximum: number
}

/** The census of no values at all. */
export const emptyCensus: ValueCensus = {
  count: 0,
  zeros: 0,
  nans: 0,
  infinities: 0,
  minimum: Infinity,
  maximum: -Infinity,
}

/** The census with more values added. */
export function extendCensus(census: ValueCensus, values: Float32Array | Float64Array): ValueCensus {
  let { zeros, nans, infinities, minimum, maximum } = census
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (value === 0) zeros++
    if (Number.isFinite(value)) {
      if (value < minimum) minimum = value
      if (value > maximum) maximum = value
    } else if (Number.isNaN(value)) nans++
    else infinities++
  }
  return { count: census.count + values.length, zeros, nans, infinities, minimum, maximum }
}

/**
 * Findings about a run's values: some NaN or Inf. Throws a Refusal where there is nothing to fit: all 0, all
 * the same, or no finite value at all.
 */
export function checkRunValues(census: ValueCensus, fileName: string): readonly Finding[] {
  const bad = census.nans + census.infinities
  const hopeless = hopelessness(census)
  if (hopeless !== undefined) throw refusal({ ...hopeless, file: fileName })
  if (bad === 0) return []
  return [
    warning({
      code: 'run-not-finite',
      file: fileName,
      message: `${bad} of ${census.count} values are NaN or Inf.`,
      remedy: 'Voxels that have one are left out of the mask; the others are fitted.',
    }),
  ]
}

function hopelessness(census: ValueCensus): { code: string; message: string; remedy: string } | undefined {
  const remedy = 'Drop the file as it came from the scanner or from preprocessing.'
  if (census.nans + census.infinities === census.count) {
    return { code: 'run-no-finite', message: 'Every value of the image is NaN or Inf.', remedy }
  }
  if (census.zeros === census.count) {
    return { code: 'run-all-zero', message: 'Every value of the image is 0.', remedy }
  }
  if (census.minimum === census.maximum) {
    const message = `Every value of the image is ${census.minimum}: nothing varies in time.`
    return { code: 'run-constant', message, remedy }
  }
  return undefined
}
