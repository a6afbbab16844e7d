/** Signal over time and temporal SNR of the voxels of a mask. */
export interface SignalQuality {
  /** Mean over the voxels per scan, in signal units. */
  readonly globalSignal: Float64Array
  /** Root mean square over the voxels of the change from the scan before, in % of the voxels' mean; NaN first. */
  readonly frameChange: Float64Array
  /** Mean / s.d. (n - 1) over the scans after the bright ones, not detrended; one per voxel. */
  readonly tsnr: Float32Array<ArrayBuffer>
  /** Scans at the beginning that are brighter than those that follow. */
  readonly brightScans: number
}

/** Gathers `SignalQuality` from the volumes of a run in their order. */
export interface QualityAccumulator {
  /** Adds the next scan: whole grid, file order; values that are not finite count as 0. */
  add(volume: Float64Array): void
  finish(): SignalQuality
}

/** No scanner takes longer to its equilibrium. */
const mostBrightScans = 10
/** The scans that the first ones are held against. */
const settledScans = 40

/**
 * An accumulator over `voxels` (file-order indices), whose temporal `means` (whole grid) are known. The sums are taken
 * around the means; the first scans are kept, so that they can be taken out again if they turn out to be brighter.
 */
export function createQualityAccumulator(voxels: Int32Array, means: Float64Array): QualityAccumulator {
  const sums = new Float64Array(voxels.length)
  const squares = new Float64Array(voxels.length)
  const before = new Float64Array(voxels.length)
  const first: Float32Array[] = []
  const globalSignal: number[] = []
  const change: number[] = []

  return {
    add(volume) {
      let total = 0
      let changes = 0
      for (let v = 0; v < voxels.length; v++) {
        const raw = volume[voxels[v]]
        const value = Number.isFinite(raw) ? raw : 0
        const centred = value - means[voxels[v]]
        total += value
        changes += (centred - before[v]) ** 2
        sums[v] += centred
        squares[v] += centred * centred
        before[v] = centred
      }
      if (first.length < mostBrightScans) first.push(Float32Array.from(before))
      change.push(globalSignal.length === 0 ? Number.NaN : Math.sqrt(changes / voxels.length))
      globalSignal.push(total / voxels.length)
    },
    finish() {
      const brightScans = countBrightScans(globalSignal)
      for (const scan of first.slice(0, brightScans)) {
        for (let v = 0; v < voxels.length; v++) {
          sums[v] -= scan[v]
          squares[v] -= scan[v] * scan[v]
        }
      }
      const count = globalSignal.length - brightScans
      const tsnr = Float32Array.from(voxels, (voxel, v) => {
        const shift = sums[v] / count
        const variance = (squares[v] - count * shift * shift) / (count - 1)
        return variance > 0 ? (means[voxel] + shift) / Math.sqrt(variance) : 0
      })
      const mean = globalSignal.reduce((sum, value) => sum + value, 0) / globalSignal.length
      return {
        globalSignal: Float64Array.from(globalSignal),
        frameChange: Float64Array.from(change, (value) => (100 * value) / mean),
        tsnr,
        brightScans,
      }
    },
  }
}

/**
 * How many scans at the beginning lie above the median of the settled ones by more than 6 of their robust standard
 * deviations and by more than 1 %; 0 for runs too short to tell.
 */
export function countBrightScans(globalSignal: readonly number[]): number {
  if (globalSignal.length < 2 * mostBrightScans) return 0
  const settled = globalSignal.slice(mostBrightScans, mostBrightScans + settledScans)
  const middle = median(settled)
  const deviation = 1.4826 * median(settled.map((value) => Math.abs(value - middle)))
  const limit = middle + Math.max(6 * deviation, 0.01 * Math.abs(middle))
  let count = 0
  while (count < mostBrightScans && globalSignal[count] > limit) count++
  return count
}

/** The median of some numbers; NaN of none. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort()
  const half = sorted.length >> 1
  if (sorted.length === 0) return Number.NaN
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}
