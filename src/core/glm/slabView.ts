import type { Slab } from '../volume/slab.ts'
import type { PlannedRows } from './rowCombination.ts'
import { amplificationOf, readRows, type RowSource } from './rowSource.ts'
import type { ScanVector } from './scanVector.ts'
import type { SlabKernels } from './slabKernels.ts'
import { slabSums, type SlabSums } from './slabSums.ts'

/** A slab's voxels as a fit reads them: by passes over their series, or from products known already. */
export interface SlabView {
  readonly scanCount: number
  readonly voxelCount: number
  readonly sums: SlabSums
  readonly kernels: SlabKernels
  /** How rows times the centred series can be had. */
  read(rows: PlannedRows): RowSource
  /** The series themselves. */
  slab(): Slab
  /** The series of some of the voxels, by position; absent where everything is read from the series anyway. */
  readonly some?: (positions: Int32Array) => Slab
}

/** Reads a slab by passes over its series. */
export function directView(slab: Slab, kernels: SlabKernels): SlabView {
  return {
    scanCount: slab.scanCount,
    voxelCount: slab.voxelCount,
    sums: slabSums(slab, kernels),
    kernels,
    read: ({ rows }) => ({ kind: 'series', weights: rows, slab }),
    slab: () => slab,
  }
}

/** Voxels of a slab whose products with single vectors over the scans are kept. */
export interface KeptProducts {
  readonly scanCount: number
  readonly voxelCount: number
  /** Of the chosen voxels. */
  readonly sums: SlabSums
  /** Which of the slab's voxels are meant; null for all. */
  readonly positions: Int32Array | null
  /** Each vector's products with the centred series of every voxel of the slab. */
  readonly of: (vectors: readonly ScanVector[]) => readonly Float64Array[]
  /** The series of the chosen voxels. */
  readonly slab: () => Slab
  /** The series of some of the chosen voxels, by position among them. */
  readonly some: (positions: Int32Array) => Slab
}

/**
 * Reads a slab from kept products where rows are combinations of vectors, else by passes. A product is one sum over the scans,
 * whichever pass it was part of: results do not depend on what was kept before.
 */
export function productView(products: KeptProducts, kernels: SlabKernels): SlabView {
  const { positions, scanCount, voxelCount, sums, slab, some } = products
  return {
    scanCount,
    voxelCount,
    sums,
    kernels,
    read({ rows, combination }) {
      if (combination === null) return { kind: 'series', weights: rows, slab: slab() }
      const { vectors, coefficients: weights, amplification } = combination
      const known = { rows: products.of(vectors), positions, voxelCount }
      return { kind: 'products', weights, sources: known, amplification }
    },
    slab,
    some,
  }
}

/** Writes rows times the centred series into `out`, [row][voxel]. Returns how much larger the rounding may be, as `RowSource`. */
export function project(view: SlabView, rows: PlannedRows, out: Float64Array): number {
  const source = view.read(rows)
  readRows(source, view.kernels, out)
  return amplificationOf(source)
}
