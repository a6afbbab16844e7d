import { robustRange } from './axisRange.ts'
import type { AxisRange } from './axisRange.ts'
import type { PairedMaps } from './difference.ts'

/** Counts of two maps in the same bins. */
export interface SharedHistogram {
  /** Bin i holds edges[i] <= value < edges[i + 1]; the last bin its upper edge too. */
  readonly edges: Float64Array
  readonly countsA: Int32Array
  readonly countsB: Int32Array
  readonly outsideA: number
  readonly outsideB: number
}

/** Histograms of A and B over `binCount` equal bins; by default over the range that holds 99.8 % of both. */
export function sharedHistogram(
  pairs: Pick<PairedMaps, 'a' | 'b'>,
  binCount = 60,
  range: AxisRange = robustRange([pairs.a, pairs.b]),
): SharedHistogram {
  const [low, high] = range
  const edges = Float64Array.from({ length: binCount + 1 }, (_, i) => low + ((high - low) * i) / binCount)
  const countsA = countInBins(pairs.a, binCount, range)
  const countsB = countInBins(pairs.b, binCount, range)
  return {
    edges,
    countsA,
    countsB,
    outsideA: pairs.a.length - total(countsA),
    outsideB: pairs.b.length - total(countsB),
  }
}

function countInBins(values: Float64Array, binCount: number, [low, high]: AxisRange): Int32Array {
  const counts = new Int32Array(binCount)
  for (const value of values) {
    if (value < low || value > high) continue
    counts[Math.min(binCount - 1, Math.floor(((value - low) / (high - low)) * binCount))]++
  }
  return counts
}

function total(counts: Int32Array): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
