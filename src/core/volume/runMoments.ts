import { readVolume, voxelCountOf, type RawVolumes } from './rawVolumes.ts'

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

/**
 * The moments of a run that is held in memory, from its stored numbers: several times faster than volume by volume, and the
 * scaling is applied once at the end.
 */
export function momentsOf(run: RawVolumes): RunMoments {
  const { values, scanCount, slope, intercept } = run
  const size = voxelCountOf(run.dims)
  const isFloat = values instanceof Float32Array || values instanceof Float64Array
  if (isFloat) return momentsOfFloats(run)
  const sum = new Float64Array(size)
  const varies = new Uint8Array(size)
  for (let t = 0; t < scanCount; t++) {
    const start = t * size
    for (let i = 0; i < size; i++) {
      const value = values[start + i]
      sum[i] += value
      if (value !== values[i]) varies[i] = 1
    }
  }
  const mean = sum.map((total) => slope * (total / scanCount) + intercept)
  return { mean, varies, strictMean: mean, nonFiniteCount: 0 }
}

function momentsOfFloats(run: RawVolumes): RunMoments {
  const size = voxelCountOf(run.dims)
  const accumulator = createMomentsAccumulator(size)
  const volume = new Float64Array(size)
  for (let t = 0; t < run.scanCount; t++) {
    readVolume(run, t, volume)
    accumulator.add(volume)
  }
  return accumulator.finish()
}
