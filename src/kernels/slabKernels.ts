import { firstFree, reserve } from './memory.ts'
import { packBands, packMatrix, type BandRow, type PackedRows, type RowMatrix } from './packing.ts'
import { wrapUsualAr1Fits } from './usualAr1Fits.ts'
import type { SourceRows } from './usualAr1Model.ts'
import type { CompiledAr1 } from './usualAr1Room.ts'

/** What the compiled module exports; see `assembly/slabKernels.ts` for the layouts. */
export interface CompiledKernels extends CompiledAr1 {
  readonly sumProducts: (...pointersAndSizes: number[]) => void
  readonly whitenedSquares: (...pointersAndSizes: number[]) => void
}

/** Time series as core's slabs hold them: scan t of voxel v is `centred[t * voxelCount + v]`. */
interface SlabData {
  readonly scanCount: number
  readonly voxelCount: number
  readonly centred: Float32Array
}

/** Where things lie in the module's memory, in bytes. */
interface Layout {
  readonly stride: number
  readonly data: number
  readonly weights: number
  readonly bands: number
  readonly out: number
  readonly scratch: number
}

/** Sizes in numbers, not bytes. */
interface Needs {
  readonly weights: number
  readonly groups: number
  readonly out: number
  readonly scratch: number
}

const tileVoxels = 16
const tileBytes = 8 * tileVoxels
const blockScans = 128

function aligned(bytes: number): number {
  return Math.ceil(bytes / 16) * 16
}

function layoutFor(slab: SlabData, needs: Needs): Layout & { readonly end: number } {
  const stride = Math.ceil(slab.voxelCount / tileVoxels) * tileVoxels
  const data = firstFree
  const weights = data + 4 * stride * slab.scanCount
  const bands = aligned(weights + 8 * needs.weights)
  const out = aligned(bands + 8 * needs.groups)
  const scratch = out + 8 * stride * needs.out
  return { stride, data, weights, bands, out, scratch, end: scratch + tileBytes * needs.scratch }
}

/** Remembers what `pack` made of an object for as long as that object lives. */
function remembered<Key extends object>(pack: (key: Key) => PackedRows): (key: Key) => PackedRows {
  const known = new WeakMap<Key, PackedRows>()
  return (key) => {
    const found = known.get(key)
    if (found !== undefined) return found
    const packed = pack(key)
    known.set(key, packed)
    return packed
  }
}

/** The compiled functions in the shape of core's `SlabKernels`. One slab at a time lies in the module's memory. */
export interface WrappedKernels {
  readonly project: (weights: RowMatrix, slab: SlabData, out: Float64Array) => void
  readonly sumProducts: (slab: SlabData, squares: Float64Array, lagProducts: Float64Array) => void
  readonly sumWhitenedSquares: (rows: readonly BandRow[], slab: SlabData, squares: Float64Array) => void
  readonly combine: (weights: RowMatrix, sources: SourceRows, out: Float64Array) => void
  readonly fitUsualAr1: ReturnType<typeof wrapUsualAr1Fits>
}

/** Copies rows of doubles in, `stride` apart; what lies beyond their voxels is never read back. */
function copySources(
  { rows, positions, voxelCount }: SourceRows,
  target: Float64Array,
  stride: number,
): void {
  rows.forEach((row, k) => {
    const start = k * stride
    if (positions === null) target.set(row.subarray(0, voxelCount), start)
    else for (let v = 0; v < voxelCount; v++) target[start + v] = row[positions[v]]
  })
}

/** Copies a slab in, its rows padded with zeros to the stride. */
function copyIn(
  { centred, scanCount, voxelCount }: SlabData,
  { data, stride }: Layout,
  buffer: ArrayBuffer,
): void {
  const target = new Float32Array(buffer, data, stride * scanCount)
  if (stride === voxelCount) {
    target.set(centred)
    return
  }
  target.fill(0)
  for (let t = 0; t < scanCount; t++) {
    target.set(centred.subarray(t * voxelCount, (t + 1) * voxelCount), t * stride)
  }
}

/** Combines rows that lie in the module's memory in place of a slab. */
function combineSources(
  { memory, combine }: CompiledKernels,
  weights: { readonly packed: Float64Array; readonly rows: number },
  sources: SourceRows,
  out: Float64Array,
): void {
  const { rows, packed } = weights
  const { voxelCount: count } = sources
  // Rows a multiple of 4096 bytes apart would fight for the same places of the cache.
  const stride = Math.ceil(count / tileVoxels) * tileVoxels + 8
  const weightsAt = firstFree + 8 * stride * sources.rows.length
  const outAt = weightsAt + 8 * packed.length
  reserve(memory, outAt + 8 * stride * rows)
  copySources(sources, new Float64Array(memory.buffer, firstFree, stride * sources.rows.length), stride)
  new Float64Array(memory.buffer, weightsAt, packed.length).set(packed)
  combine(firstFree, sources.rows.length, stride, weightsAt, rows, outAt, count)
  const found = new Float64Array(memory.buffer, outAt, stride * rows)
  for (let row = 0; row < rows; row++) {
    out.set(found.subarray(row * stride, row * stride + count), row * count)
  }
}

/**
 * Wraps instances of the compiled module, one for everything but fits of nilearn's AR(1), which have their own. Slabs are taken to be
 * immutable: the one used last is not copied in again.
 */
export function wrapKernels(instantiate: () => CompiledKernels): WrappedKernels {
  const compiled = instantiate()
  const { memory } = compiled
  const packedMatrix = remembered(packMatrix)
  const packedBands = remembered(packBands)
  let held: Float32Array | null = null

  function place(slab: SlabData, needs: Needs): Layout {
    const layout = layoutFor(slab, needs)
    reserve(memory, layout.end)
    if (held !== slab.centred) copyIn(slab, layout, memory.buffer)
    held = slab.centred
    return layout
  }

  function copyOut(row: number, { out, stride }: Layout, count: number, to: Float64Array): void {
    to.set(new Float64Array(memory.buffer, out + 8 * stride * row, count))
  }

  function placePacked(slab: SlabData, { weights, bands }: PackedRows, out: number, scratch: number): Layout {
    const layout = place(slab, { weights: weights.length, groups: bands.length / 2, out, scratch })
    new Float64Array(memory.buffer, layout.weights, weights.length).set(weights)
    new Int32Array(memory.buffer, layout.bands, bands.length).set(bands)
    return layout
  }

  return {
    fitUsualAr1: wrapUsualAr1Fits(instantiate),
    combine(weights, sources, out) {
      held = null
      combineSources(compiled, { packed: packedMatrix(weights).weights, rows: weights.rows }, sources, out)
    },
    project(weights, slab, out) {
      const { voxelCount: count, scanCount } = slab
      const at = placePacked(slab, packedMatrix(weights), weights.rows, blockScans)
      compiled.project(at.data, scanCount, at.stride, at.weights, weights.rows, at.out, at.scratch)
      for (let row = 0; row < weights.rows; row++) {
        copyOut(row, at, count, out.subarray(row * count, (row + 1) * count))
      }
    },
    sumProducts(slab, squares, lagProducts) {
      const at = place(slab, { weights: 0, groups: 0, out: 2, scratch: 0 })
      compiled.sumProducts(at.data, slab.scanCount, at.stride, at.out, at.out + 8 * at.stride)
      copyOut(0, at, slab.voxelCount, squares)
      copyOut(1, at, slab.voxelCount, lagProducts)
    },
    sumWhitenedSquares(rows, slab, squares) {
      const packed = packedBands(rows)
      const at = placePacked(slab, packed, 1, slab.scanCount)
      const { bands } = packed
      compiled.whitenedSquares(
        ...[at.data, slab.scanCount, at.stride, at.weights, at.bands, bands.length / 2, at.out, at.scratch],
      )
      copyOut(0, at, slab.voxelCount, squares)
    },
  }
}
