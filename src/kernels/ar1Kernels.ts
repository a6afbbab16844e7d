import { firstFree, reserve, type KernelMemory } from './memory.ts'

/** A slab in the usual case of nilearn's AR(1), as core's `PlainSlab`. */
interface PlainRows {
  readonly rank: number
  readonly voxelCount: number
  readonly projected: Float64Array
  readonly lagged: Float64Array
  readonly sums: {
    readonly squares: Float64Array
    readonly lagProducts: Float64Array
    readonly last: Float64Array
  }
  readonly scaling: { readonly scale: Float64Array; readonly offset: Float64Array }
  readonly lastRow: Float64Array
  readonly ofOnes: Float64Array
  readonly lagOfOnes: Float64Array
}

/** Which packed label each voxel has, -1 for none. */
interface PackedLabels {
  readonly index: Int32Array
  readonly packed: readonly Float64Array[]
}

/** What the compiled module exports for them. */
interface CompiledAr1 {
  readonly memory: KernelMemory
  readonly ar1Read: (...pointersAndSizes: number[]) => void
  readonly ar1Solve: (...pointersAndSizes: number[]) => void
}

/** nilearn's AR(1) per voxel. */
export interface Ar1Kernels {
  readonly readPlain: (slab: PlainRows, residuals: Float64Array) => void
  readonly solvePlain: (
    slab: PlainRows,
    residuals: Float64Array,
    labels: PackedLabels,
    out: Float64Array,
  ) => void
}

/** Arrays of doubles one after another in the module's memory. */
interface Lying {
  /** Copies an array in; answers where it lies. */
  put(values: Float64Array): number
  /** The first free byte. */
  end(): number
}

/** Room for so many doubles, from the beginning. */
function lay(memory: KernelMemory, doubles: number): Lying {
  reserve(memory, firstFree + 8 * doubles)
  let at = firstFree
  return {
    put(values) {
      const start = at
      new Float64Array(memory.buffer, start, values.length).set(values)
      at += 8 * values.length
      return start
    },
    end: () => at,
  }
}

/** The compiled AR(1) kernels in the shape of core's. They write over the slab that lies in the module's memory. */
export function wrapAr1(compiled: CompiledAr1, onOverwritten: () => void): Ar1Kernels {
  const { memory } = compiled
  return {
    readPlain({ rank, voxelCount: count, projected, lagged, sums, lastRow }, residuals) {
      onOverwritten()
      // Two voxels at a time: the last of an odd number has a companion that nobody reads.
      const stride = count + (count % 2)
      const lying = lay(memory, (3 * rank + 3) * count + rank + 3 * stride)
      const series = [projected.subarray(0, 2 * rank * count), lagged.subarray(0, rank * count)]
      const [projectedAt = 0, laggedAt = 0] = series.map((values) => lying.put(values))
      const [sumsAt = 0] = [sums.squares, sums.lagProducts, sums.last].map((values) => lying.put(values))
      const lastAt = lying.put(lastRow)
      const outAt = lying.end()
      compiled.ar1Read(...[projectedAt, laggedAt, sumsAt, lastAt, rank, count, outAt, stride])
      const found = new Float64Array(memory.buffer, outAt, 3 * stride)
      for (let row = 0; row < 3; row++) {
        residuals.set(found.subarray(row * stride, row * stride + count), row * count)
      }
    },
    solvePlain(slab, residuals, { index, packed }, out) {
      onOverwritten()
      const { rank, voxelCount: count, scaling } = slab
      const padded = Math.ceil(rank / 4) * 4
      const ofLabels = packed.reduce((sum, label) => sum + label.length, 0)
      const lying = lay(memory, (4 * rank + 10) * count + 3 * rank + ofLabels + 2 * padded)
      const projectedAt = lying.put(slab.projected.subarray(0, 2 * rank * count))
      const laggedAt = lying.put(slab.lagged.subarray(0, rank * count))
      const residualsAt = lying.put(residuals.subarray(0, 3 * count))
      const [scalingAt = 0] = [scaling.scale, scaling.offset].map((values) => lying.put(values))
      const [basisAt = 0] = [slab.lastRow, slab.ofOnes, slab.lagOfOnes].map((values) => lying.put(values))
      const labelsAt = lying.end()
      for (const label of packed) lying.put(label)
      const indexAt = lying.end()
      new Int32Array(memory.buffer, indexAt, count).set(index)
      const scratchAt = indexAt + 8 * count
      const outAt = scratchAt + 16 * padded
      const found = new Float64Array(memory.buffer, outAt, (rank + 4) * count)
      // What voxels without a label keep.
      found.fill(0)
      compiled.ar1Solve(
        ...[projectedAt, laggedAt, residualsAt, count, scalingAt, basisAt, labelsAt, indexAt],
        ...[rank, padded, count, outAt, scratchAt],
      )
      out.set(found)
    },
  }
}
