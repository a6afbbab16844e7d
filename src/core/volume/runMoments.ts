import { isFloat, voxelCountOf, type RawArray, type RawVolumes } from './rawVolumes.ts'

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

/** Accumulates `RunMoments` block by block. */
export interface MomentsAccumulator {
  /** Adds the scans that follow those before, as they are stored. */
  add(block: RawVolumes): void
  /** The moments of the scans so far; more may be added afterwards. */
  finish(): RunMoments
}

/** Voxels looked at through all scans of a block before the next ones: their sums stay in the processor's fastest memory. */
const voxelsAtOnce = 4096

/** The moments of a run that is held in memory. */
export function momentsOf(run: RawVolumes): RunMoments {
  const accumulator = createMomentsAccumulator(voxelCountOf(run.dims))
  accumulator.add(run)
  return accumulator.finish()
}

/**
 * An accumulator over volumes of `size` voxels, all stored alike. It works on the stored numbers: integers are scaled once
 * at the end. However the scans are cut into blocks, the moments are the same to the last bit.
 */
export function createMomentsAccumulator(size: number): MomentsAccumulator {
  let moments: MomentsAccumulator | null = null
  const begun = ({ values }: RawVolumes): MomentsAccumulator =>
    isFloat(values) ? floatMoments(size) : integerMoments(size)
  return {
    add(block) {
      moments ??= begun(block)
      moments.add(block)
    },
    finish() {
      if (moments === null) throw new Error('no scans were added')
      return moments.finish()
    },
  }
}

interface IntegerSums {
  readonly sum: Float64Array
  readonly changed: Int32Array
  /** The first scan. */
  readonly first: RawArray
}

function integerMoments(size: number): MomentsAccumulator {
  let sums: IntegerSums | null = null
  let scaling = { slope: 1, intercept: 0 }
  let count = 0
  return {
    add(block) {
      sums ??= {
        sum: new Float64Array(size),
        changed: new Int32Array(size),
        first: block.values.slice(0, size),
      }
      scaling = block
      count += block.scanCount
      for (let start = 0; start < size; start += voxelsAtOnce) {
        addIntegers(block, sums, start, Math.min(start + voxelsAtOnce, size))
      }
    },
    finish() {
      const { sum, changed } = sums ?? { sum: new Float64Array(size), changed: new Int32Array(size) }
      const mean = sum.map((total) => scaling.slope * (total / count) + scaling.intercept)
      const varies = Uint8Array.from(changed, (bits) => (bits === 0 ? 0 : 1))
      return { mean, varies, strictMean: mean, nonFiniteCount: 0 }
    },
  }
}

/** Adds up the scans of voxels start .. end - 1, four at a time: what a loop does beside adding is the greater part. */
function addIntegers(block: RawVolumes, sums: IntegerSums, start: number, end: number): void {
  const { values, dims, scanCount } = block
  const { sum, changed, first } = sums
  const size = voxelCountOf(dims)
  const whole = scanCount - (scanCount % 4)
  for (let t = 0; t < whole; t += 4) {
    const a = t * size
    const b = a + size
    const c = b + size
    const d = c + size
    for (let i = start; i < end; i++) {
      const known = first[i]
      sum[i] += values[a + i] + values[b + i] + values[c + i] + values[d + i]
      changed[i] |=
        (values[a + i] ^ known) | (values[b + i] ^ known) | (values[c + i] ^ known) | (values[d + i] ^ known)
    }
  }
  for (let t = whole; t < scanCount; t++) {
    for (let i = start; i < end; i++) {
      const value = values[t * size + i]
      sum[i] += value
      changed[i] |= value ^ first[i]
    }
  }
}

interface FloatSums {
  readonly sum: Float64Array
  readonly strictSum: Float64Array
  readonly varies: Uint8Array
  /** The first scan, 0 where it is not finite. */
  readonly first: Float64Array
}

function floatMoments(size: number): MomentsAccumulator {
  const sums: FloatSums = {
    sum: new Float64Array(size),
    strictSum: new Float64Array(size),
    varies: new Uint8Array(size),
    first: new Float64Array(size),
  }
  let count = 0
  let nonFiniteCount = 0
  return {
    add(block) {
      if (count === 0) setFirst(block, sums.first)
      count += block.scanCount
      for (let start = 0; start < size; start += voxelsAtOnce) {
        nonFiniteCount += addFloats(block, sums, start, Math.min(start + voxelsAtOnce, size))
      }
    },
    finish: () => ({
      mean: sums.sum.map((total) => total / count),
      varies: sums.varies.slice(),
      strictMean: sums.strictSum.map((total) => total / count),
      nonFiniteCount,
    }),
  }
}

function setFirst({ values, slope, intercept }: RawVolumes, first: Float64Array): void {
  for (let i = 0; i < first.length; i++) {
    const plain = slope * values[i] + intercept
    first[i] = Number.isFinite(plain) ? plain : 0
  }
}

/** Adds the scans of voxels start .. end - 1 and gives how many of their values are not finite. */
function addFloats(block: RawVolumes, sums: FloatSums, start: number, end: number): number {
  const { values, slope, intercept, dims, scanCount } = block
  const { sum, strictSum, varies, first } = sums
  const size = voxelCountOf(dims)
  let nonFiniteCount = 0
  for (let t = 0; t < scanCount; t++) {
    const from = t * size
    for (let i = start; i < end; i++) {
      const plain = slope * values[from + i] + intercept
      // Only of a finite number is the difference to itself 0.
      const value = plain - plain === 0 ? plain : 0
      strictSum[i] += plain
      sum[i] += value
      if (plain - plain !== 0) nonFiniteCount++
      if (value !== first[i]) varies[i] = 1
    }
  }
  return nonFiniteCount
}
