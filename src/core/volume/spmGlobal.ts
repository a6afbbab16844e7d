import { isUnscaledInteger, voxelCountOf, type RawVolumes } from './rawVolumes.ts'

function meanAbove(volume: Float64Array, threshold: number): number {
  const size = volume.length
  return floatMeanAbove(
    { dims: [size, 1, 1], scanCount: 1, values: volume, slope: 1, intercept: 0 },
    0,
    threshold,
  )
}

/**
 * SPM12's global of one volume: the mean of the finite voxels that exceed an eighth of the mean of all finite voxels
 * (SPM12 r7771, spm_global). NaN where no voxel does.
 */
export function spmGlobal(volume: Float64Array): number {
  return meanAbove(volume, meanAbove(volume, -Infinity) / 8)
}

/** The mean of stored integers: no sum of theirs is rounded, in whatever order. */
function integerMean({ values, dims }: RawVolumes, t: number): number {
  const size = voxelCountOf(dims)
  const end = (t + 1) * size
  let a = 0
  let b = 0
  let i = t * size
  for (; i + 4 <= end; i += 4) {
    a += values[i] + values[i + 1]
    b += values[i + 2] + values[i + 3]
  }
  for (; i < end; i++) a += values[i]
  return (a + b) / size
}

/** The mean of stored integers above a threshold. */
function integerMeanAbove({ values, dims }: RawVolumes, t: number, threshold: number): number {
  const size = voxelCountOf(dims)
  const end = (t + 1) * size
  let sum = 0
  let count = 0
  for (let i = t * size; i < end; i++) {
    const value = values[i]
    if (value > threshold) {
      sum += value
      count++
    }
  }
  return sum / count
}

/** Every fourth number goes into the same sum: the processor then need not wait for the one before, nor the compiled kernel. */
function floatMeanAbove(run: RawVolumes, t: number, threshold: number): number {
  const { values, slope, intercept } = run
  const size = voxelCountOf(run.dims)
  const start = t * size
  const sums = [0, 0, 0, 0]
  let count = 0
  for (let i = 0; i < size; i++) {
    const value = slope * values[start + i] + intercept
    if (value > threshold && value < Infinity) {
      sums[i & 3] += value
      count++
    }
  }
  return (sums[0] + sums[1] + (sums[2] + sums[3])) / count
}

/** `spmGlobal` of scan `t`, from the stored numbers. */
export function spmGlobalOf(run: RawVolumes, t: number): number {
  return isUnscaledInteger(run)
    ? integerMeanAbove(run, t, integerMean(run, t) / 8)
    : floatMeanAbove(run, t, floatMeanAbove(run, t, -Infinity) / 8)
}

/**
 * Factors by which SPM12 multiplies every scan so that the brain's mean is about 100: 100 / mean(globals) for a whole
 * session, or 100 / global scan by scan.
 */
export function spmScaleFactors(globals: ArrayLike<number>, per: 'session' | 'volume'): Float64Array {
  const values = Float64Array.from(globals)
  if (per === 'volume') return values.map((global) => 100 / global)
  const mean = values.reduce((sum, global) => sum + global, 0) / values.length
  return values.fill(100 / mean)
}
