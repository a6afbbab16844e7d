import { voxelCountOf, type RawVolumes } from './rawVolumes.ts'

/** What one pass over a run says about every voxel; file order. */
export interface RunMoments {
  /** Temporal mean; NaN and infinities count as 0. */
  readonly mean: Float64Array
  /** 1 where the signal is not the same in every scan. */
  readonly varies: Uint8Array
  /** Temporal mean as plain arithmetic gives it: not finite where any scan is not. */
  readonly strictMean: Float64Array
  /** How many values were NaN or infinite. */
  readonly nonFiniteCount: number
}

/** Accumulates `RunMoments` volume by volume. */
export interface MomentsAccumulator {
  add(volume: Float64Array): void
  finish(): RunMoments
}

/** An accumulator over volumes of `size` voxels. */
export function createMomentsAccumulator(size: number): MomentsAccumulator {
  const mean = new Float64Array(size)
  const strictMean = new Float64Array(size)
  const first = new Float64Array(size)
  const varies = new Uint8Array(size)
  let count = 0
  let nonFiniteCount = 0
  return {
    add(volume) {
      for (let i = 0; i < size; i++) {
        let value = volume[i]
        strictMean[i] += value
        if (!Number.isFinite(value)) {
          nonFiniteCount++
          value = 0
        }
        mean[i] += value
        if (count === 0) first[i] = value
        else if (value !== first[i]) varies[i] = 1
      }
      count++
    },
    finish() {
      for (let i = 0; i < size; i++) {
        mean[i] /= count
        strictMean[i] /= count
      }
      return { mean, varies, strictMean, nonFiniteCount }
    },
  }
}

/** Voxels looked at through all scans before the next ones: their sums stay in the processor's fastest memory. */
const blockVoxels = 4096

/**
 * The moments of a run that is held in memory, from its stored numbers: several times faster than volume by volume, and
 * integers are scaled once at the end.
 */
export function momentsOf(run: RawVolumes): RunMoments {
  const { values } = run
  if (values instanceof Float32Array || values instanceof Float64Array) return momentsOfFloats(run, values)
  const size = voxelCountOf(run.dims)
  const sum = new Float64Array(size)
  const varies = new Uint8Array(size)
  for (let start = 0; start < size; start += blockVoxels) {
    const end = Math.min(start + blockVoxels, size)
    addIntegers(run, sum.subarray(start, end), varies.subarray(start, end), start)
  }
  const mean = sum.map((total) => run.slope * (total / run.scanCount) + run.intercept)
  return { mean, varies, strictMean: mean, nonFiniteCount: 0 }
}

/** Adds up the scans of some voxels from voxel `start` on, four at a time: what a loop does beside adding is the greater part. */
function addIntegers(
  { values, dims, scanCount }: RawVolumes,
  sum: Float64Array,
  varies: Uint8Array,
  start: number,
): void {
  const size = voxelCountOf(dims)
  const changed = new Int32Array(sum.length)
  const whole = scanCount - (scanCount % 4)
  for (let t = 0; t < whole; t += 4) {
    const a = t * size + start
    const b = a + size
    const c = b + size
    const d = c + size
    for (let i = 0; i < sum.length; i++) {
      const first = values[start + i]
      sum[i] += values[a + i] + values[b + i] + values[c + i] + values[d + i]
      changed[i] |=
        (values[a + i] ^ first) | (values[b + i] ^ first) | (values[c + i] ^ first) | (values[d + i] ^ first)
    }
  }
  for (let t = whole; t < scanCount; t++) {
    for (let i = 0; i < sum.length; i++) {
      const value = values[t * size + start + i]
      sum[i] += value
      changed[i] |= value ^ values[start + i]
    }
  }
  for (let i = 0; i < sum.length; i++) varies[i] = changed[i] === 0 ? 0 : 1
}

function momentsOfFloats(run: RawVolumes, values: Float32Array | Float64Array): RunMoments {
  const { slope, intercept, scanCount } = run
  const size = voxelCountOf(run.dims)
  const mean = new Float64Array(size)
  const strictMean = new Float64Array(size)
  const varies = new Uint8Array(size)
  let nonFiniteCount = 0
  for (let start = 0; start < size; start += blockVoxels) {
    const end = Math.min(start + blockVoxels, size)
    for (let t = 0; t < scanCount; t++) {
      const from = t * size
      for (let i = start; i < end; i++) {
        const plain = slope * values[from + i] + intercept
        const firstPlain = slope * values[i] + intercept
        // Only of a finite number is the difference to itself 0.
        const value = plain - plain === 0 ? plain : 0
        strictMean[i] += plain
        mean[i] += value
        if (plain - plain !== 0) nonFiniteCount++
        if (value !== (firstPlain - firstPlain === 0 ? firstPlain : 0)) varies[i] = 1
      }
    }
  }
  for (let i = 0; i < size; i++) {
    mean[i] /= scanCount
    strictMean[i] /= scanCount
  }
  return { mean, varies, strictMean, nonFiniteCount }
}
