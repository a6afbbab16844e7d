import { reserve, type KernelMemory } from './memory.ts'
import { packMatrix } from './packing.ts'
import { usualAr1Layout, type UsualAr1Layout } from './usualAr1Layout.ts'
import type { UsualAr1Model, UsualAr1Voxels, RowSource } from './usualAr1Model.ts'

/** What the compiled module exports for nilearn's AR(1); see `assembly/slabKernels.ts`. */
export interface CompiledAr1 {
  readonly memory: KernelMemory
  readonly project: (...pointersAndSizes: number[]) => void
  readonly combine: (...pointersAndSizes: number[]) => void
  readonly pick: (...pointersAndSizes: number[]) => void
  readonly ar1Read: (...pointersAndSizes: number[]) => void
  readonly ar1Bins: (...pointersAndSizes: number[]) => number
  readonly ar1Solve: (...pointersAndSizes: number[]) => number
}

/** What the table of labels holds for a bin that nobody has asked for, and for one that a voxel is in. */
const unknown = -1
const wanted = -2
/** For a bin that has no packed label. */
const none = 0

/** An instance of the module whose memory holds a model with its labels, and one slab at a time. */
export interface UsualAr1Room {
  readonly compiled: CompiledAr1
  readonly model: UsualAr1Model
  readonly at: UsualAr1Layout
  /** Copies a slab in and writes the model's rows times its series to `projected`. */
  placeSlab(voxels: UsualAr1Voxels): void
  /** Has the label of every bin that is wanted in place. */
  placeLabels(): void
}

/** Places a model; slabs may have up to `mostVoxels`. */
export function usualAr1Room(
  compiled: CompiledAr1,
  model: UsualAr1Model,
  source: RowSource,
  mostVoxels: number,
): UsualAr1Room {
  const { memory } = compiled
  const at = usualAr1Layout(model, source, mostVoxels)
  reserve(memory, at.end)
  placeModel(memory, model, source, at)
  let end = at.end
  return {
    compiled,
    model,
    at,
    placeSlab(voxels) {
      placeSums(memory, voxels, at)
      if (voxels.source.kind === 'series') projectSeries(compiled, voxels.source, at)
      else combineProducts(compiled, voxels.source, at)
    },
    placeLabels() {
      const limit = model.binLimit
      const table = new Int32Array(memory.buffer, at.table, 2 * limit + 1)
      const bins = Array.from(table.keys()).filter((i) => table[i] === wanted)
      const labels = bins.map((i) => model.labelOf(i - limit) ?? null)
      reserve(
        memory,
        labels.reduce((sum, label) => sum + 8 * (label?.length ?? 0), end),
      )
      const places = new Int32Array(memory.buffer, at.table, 2 * limit + 1)
      labels.forEach((label, i) => {
        places[bins[i] ?? 0] = label === null ? none : end
        if (label === null) return
        new Float64Array(memory.buffer, end, label.length).set(label)
        end += 8 * label.length
      })
    },
  }
}

function placeModel(
  memory: KernelMemory,
  model: UsualAr1Model,
  { weights }: RowSource,
  at: UsualAr1Layout,
): void {
  const put = (values: Float64Array, to: number): void =>
    new Float64Array(memory.buffer, to, values.length).set(values)
  put(packMatrix(weights).weights, at.weights)
  put(packMatrix(model.lagRows).weights, at.lagWeights)
  put(packMatrix(model.toBeta).weights, at.betaWeights)
  const { rank } = model
  put(model.lastRow.subarray(0, rank), at.basis)
  put(model.ofOnes.subarray(0, rank), at.basis + 8 * rank)
  put(model.lagOfOnes.subarray(0, rank), at.basis + 16 * rank)
  new Int32Array(memory.buffer, at.table, 2 * model.binLimit + 1).fill(unknown)
  // What is left in rows that no voxel has should not slow anything down.
  new Float64Array(memory.buffer, at.kept, (at.end - at.kept) / 8).fill(0)
}

function placeSums(
  memory: KernelMemory,
  { voxelCount, sums, scaling }: UsualAr1Voxels,
  at: UsualAr1Layout,
): void {
  const put = (values: Float64Array, start: number, row: number): void => {
    new Float64Array(memory.buffer, start + 8 * at.stride * row, voxelCount).set(
      values.length === voxelCount ? values : values.subarray(0, voxelCount),
    )
  }
  put(sums.squares, at.sums, 0)
  put(sums.lagProducts, at.sums, 1)
  put(sums.last, at.sums, 2)
  put(scaling.scale, at.scaling, 0)
  put(scaling.offset, at.scaling, 1)
}

type Series = Extract<RowSource, { readonly kind: 'series' }>

function projectSeries(compiled: CompiledAr1, { weights, slab }: Series, at: UsualAr1Layout): void {
  const { centred, scanCount, voxelCount } = slab
  const to = new Float32Array(compiled.memory.buffer, at.sources, at.stride * scanCount)
  for (let t = 0; t < scanCount; t++) {
    to.set(centred.subarray(t * voxelCount, (t + 1) * voxelCount), t * at.stride)
  }
  compiled.project(...[at.sources, scanCount, at.stride, at.weights, weights.rows, at.projected, at.tiles])
}

type Products = Extract<RowSource, { readonly kind: 'products' }>

function combineProducts(compiled: CompiledAr1, { weights, sources }: Products, at: UsualAr1Layout): void {
  const { rows, positions, voxelCount } = sources
  const { buffer } = compiled.memory
  const copyRows = (count: number, start: number): void => {
    const to = new Float64Array(buffer, start, at.stride * rows.length)
    rows.forEach((row, k) => {
      to.set(row.length === count ? row : row.subarray(0, count), k * at.stride)
    })
  }
  if (positions === null) copyRows(voxelCount, at.sources)
  else {
    copyRows(keptVoxels(sources), at.kept)
    new Int32Array(buffer, at.positions, voxelCount).set(positions)
    const rowBytes = 8 * at.stride
    compiled.pick(at.kept, rowBytes, rows.length, at.positions, voxelCount, at.sources, rowBytes)
  }
  compiled.combine(
    ...[at.sources, rows.length, at.stride, at.weights, weights.rows, at.projected, voxelCount],
  )
}

/** How many voxels the rows of products are of. */
export function keptVoxels({ rows, positions, voxelCount }: Products['sources']): number {
  return positions === null ? voxelCount : (rows[0]?.length ?? 0)
}
