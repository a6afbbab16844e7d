import type { RunLayout } from './runLayout.ts'
import { isPlainInteger, storages, type CompiledRunKernels, type StoredForm } from './storedForm.ts'

/** Scans as core hands them over: they lie in the module's memory already. */
interface StoredBlock {
  readonly values: { readonly byteOffset: number; readonly buffer: ArrayBufferLike }
  readonly scanCount: number
}

/** What core's `RunMoments` holds. */
interface Moments {
  readonly mean: Float64Array
  readonly varies: Uint8Array
  readonly strictMean: Float64Array
  readonly nonFiniteCount: number
}

/** Core's `ScanStatistics`. */
export interface ScanStatistics {
  readonly add: (block: StoredBlock, first: number) => void
  readonly momentsSoFar: () => Moments
  readonly finish: () => { moments: Moments; globals: Float64Array; usualSpmMask: Uint8Array }
}

/** SPM12's default threshold as a fraction of the global. */
const fractionOfGlobal = 0.8
/** A threshold of SPM12's global as a fraction of the mean. */
const fractionOfMean = 1 / 8

/** Statistics of the scans of a run, which begin anew. */
export function scanStatistics(
  compiled: CompiledRunKernels,
  form: StoredForm,
  layout: RunLayout,
): ScanStatistics {
  const { memory } = compiled
  const { size } = form
  const scanBytes = size * form.bytesPerValue
  const globals = new Float64Array(form.scanCount)
  const passes = isPlainInteger(form)
    ? integerPasses(compiled, form, layout)
    : scaledPasses(compiled, form, layout)
  const moments = form.storage === 'float32' ? floatMoments : integerMoments
  const { addScans, momentsOf } = moments(compiled, form, layout)
  let count = 0

  new Int16Array(memory.buffer, layout.inside, size).fill(-1)

  return {
    add({ values, scanCount }, first) {
      if (values.buffer !== memory.buffer) throw new Error('scans lie elsewhere')
      addScans(values.byteOffset, scanCount, count === 0)
      count += scanCount
      for (let t = 0; t < scanCount; t++) {
        const at = values.byteOffset + t * scanBytes
        const global = passes.meanAbove(at, passes.meanAbove(at, -Infinity) * fractionOfMean)
        globals[first + t] = global
        passes.keepAbove(at, fractionOfGlobal * global)
      }
    },
    momentsSoFar: () => momentsOf(count),
    finish() {
      const found = momentsOf(count)
      const marks = new Uint8Array(memory.buffer, layout.found, size)
      marks.set(found.varies)
      compiled.keepInside(layout.found, layout.inside, size)
      return { moments: found, globals, usualSpmMask: marks.slice() }
    },
  }
}

/** Passes over one scan at an address. */
interface ScanPasses {
  /** Mean of the finite values above a threshold; NaN where there are none. */
  readonly meanAbove: (at: number, threshold: number) => number
  /** Takes out of the mask what is not above a threshold. */
  readonly keepAbove: (at: number, threshold: number) => void
}

function meanAt(memory: CompiledRunKernels['memory'], { result }: RunLayout): number {
  const [sum = NaN, count = 0] = new Float64Array(memory.buffer, result, 2)
  return sum / count
}

function integerPasses(
  { memory, integerSumAbove, integerKeepAbove }: CompiledRunKernels,
  { size, storage }: StoredForm,
  layout: RunLayout,
): ScanPasses {
  const isUnsigned = storage === 'uint16'
  const [lowest, highest] = isUnsigned ? [0, 65535] : [-32768, 32767]
  // Integers above a threshold are those above its whole part; above NaN there are none.
  const whole = (threshold: number): number =>
    Number.isNaN(threshold) ? highest : Math.max(lowest - 1, Math.min(highest, Math.floor(threshold)))
  return {
    meanAbove(at, threshold) {
      integerSumAbove(at, size, Number(isUnsigned), whole(threshold), layout.result)
      return meanAt(memory, layout)
    },
    keepAbove(at, threshold) {
      integerKeepAbove(at, size, Number(isUnsigned), whole(threshold), layout.inside)
    },
  }
}

function scaledPasses(
  { memory, scaledSumAbove, scaledKeepAbove }: CompiledRunKernels,
  { size, storage, slope, intercept }: StoredForm,
  layout: RunLayout,
): ScanPasses {
  return {
    meanAbove(at, threshold) {
      scaledSumAbove(at, size, storages[storage], slope, intercept, threshold, layout.result)
      return meanAt(memory, layout)
    },
    keepAbove(at, threshold) {
      scaledKeepAbove(at, size, storages[storage], slope, intercept, threshold, layout.inside)
    },
  }
}

/** Sums over scans, and what they come to. */
interface MomentSums {
  readonly addScans: (at: number, scanCount: number, isFirst: boolean) => void
  readonly momentsOf: (scanCount: number) => Moments
}

function integerMoments(
  compiled: CompiledRunKernels,
  { size, storage, slope, intercept }: StoredForm,
  layout: RunLayout,
): MomentSums {
  const { memory, integerMoments: add } = compiled
  const isUnsigned = Number(storage === 'uint16')
  const scanBytes = 2 * size
  const bytes = new Uint8Array(memory.buffer)
  new Int32Array(memory.buffer, layout.sums, size).fill(0)
  new Int16Array(memory.buffer, layout.varies, size).fill(0)
  return {
    addScans(at, scanCount, isFirst) {
      if (isFirst) bytes.copyWithin(layout.first, at, at + scanBytes)
      add(at, scanBytes, scanCount, size, isUnsigned, layout.first, layout.sums, layout.varies)
    },
    momentsOf(scanCount) {
      compiled.integerMeans(layout.sums, size, isUnsigned, scanCount, slope, intercept, layout.found)
      const mean = new Float64Array(memory.buffer, layout.found, size).slice()
      const varies = varyingVoxels(compiled, layout, { size, isWide: false })
      return { mean, varies, strictMean: mean, nonFiniteCount: 0 }
    },
  }
}

function floatMoments(
  compiled: CompiledRunKernels,
  { size, slope, intercept }: StoredForm,
  layout: RunLayout,
): MomentSums {
  const { memory, floatMoments: add } = compiled
  const first = new Float64Array(memory.buffer, layout.first, size)
  for (const at of [layout.sums, layout.strictSums, layout.varies]) {
    new Float64Array(memory.buffer, at, size).fill(0)
  }
  let nonFiniteCount = 0

  function meansOf(sumsAt: number, scanCount: number): Float64Array {
    compiled.floatMeans(sumsAt, size, scanCount, layout.found)
    return new Float64Array(memory.buffer, layout.found, size).slice()
  }

  function setFirst(at: number): void {
    const values = new Float32Array(memory.buffer, at, size)
    for (let i = 0; i < size; i++) {
      const plain = slope * (values[i] ?? 0) + intercept
      first[i] = Number.isFinite(plain) ? plain : 0
    }
  }

  return {
    addScans(at, scanCount, isFirst) {
      if (isFirst) setFirst(at)
      nonFiniteCount += add(
        ...[at, 4 * size, scanCount, size, slope, intercept],
        ...[layout.first, layout.sums, layout.strictSums, layout.varies],
      )
    },
    momentsOf: (scanCount) => ({
      mean: meansOf(layout.sums, scanCount),
      varies: varyingVoxels(compiled, layout, { size, isWide: true }),
      strictMean: meansOf(layout.strictSums, scanCount),
      nonFiniteCount,
    }),
  }
}

/** 1 where `floatMoments` (wide) or `integerMoments` has seen a value that differs. */
function varyingVoxels(
  { memory, markVarying }: CompiledRunKernels,
  { varies, found }: RunLayout,
  { size, isWide }: { readonly size: number; readonly isWide: boolean },
): Uint8Array {
  markVarying(varies, Number(isWide), size, found)
  return new Uint8Array(memory.buffer, found, size).slice()
}
