import type { ScanVector } from '../core/glm/scanVector.ts'
import type { SlabKernels } from '../core/glm/slabKernels.ts'
import { zeros, type Matrix } from '../core/math/matrix.ts'
import type { Slab } from '../core/volume/slab.ts'
import type { SlabDelivery } from '../protocol/fitContract.ts'
import { createKeptProducts, type Entry } from './keptProducts.ts'

/** Products of vectors over the scans with every series of a held slab, kept from fit to fit. */
export interface ProductStore {
  /** Each vector's products with the centred series of the whole slab. What is not known takes one pass over the slab. */
  of(delivery: SlabDelivery, slab: Slab, vectors: readonly ScanVector[]): readonly Float64Array[]
  /** The same ahead of time: makes room by dropping nothing. False when there is no room. */
  warm(delivery: SlabDelivery, slab: Slab, vectors: readonly ScanVector[]): boolean
  /** Drops the products with data that are not held any more. */
  forget(isHeld: (delivery: SlabDelivery) => boolean): void
  /** Vectors multiplied with a slab since the start: what a fit of known columns adds nothing to. */
  passes(): number
  bytes(): number
}

/** Products may take half as many bytes as the series they are of, but these in any case. */
const leastBudgetBytes = 32e6
const mostBudgetBytes = 128e6

/** Nothing known yet. Over the budget, what was used longest ago goes first. */
export function createProductStore(kernels: SlabKernels, fixedBudgetBytes?: number): ProductStore {
  const kept = createKeptProducts()
  const rows = rememberedRows()
  let passes = 0

  function compute(slab: Slab, entries: readonly Entry[]): Float64Array[] {
    const weights = rows.of(entries)
    const out = new Float64Array(weights.rows * slab.voxelCount)
    kernels.project(weights, slab, out)
    passes += entries.length
    return entries.map((_, row) => out.slice(row * slab.voxelCount, (row + 1) * slab.voxelCount))
  }

  const keepAll = (entries: readonly Entry[], slab: Slab, made: readonly Float64Array[]): void => {
    made.forEach((products, i) => {
      const entry = entries[i]
      if (entry !== undefined) kept.keep(entry, slab, products)
    })
  }

  const budgetOf = (delivery: SlabDelivery): number => fixedBudgetBytes ?? budgetFor(delivery)

  return {
    of(delivery, slab, vectors) {
      const entries = kept.entriesOf(delivery, vectors)
      kept.use(entries)
      const missing = lacking(entries, slab)
      const made = missing.length === 0 ? [] : compute(slab, missing)
      const wanted = made.reduce((sum, products) => sum + products.byteLength, 0)
      if (kept.makeRoom(wanted, budgetOf(delivery))) keepAll(missing, slab, made)
      return entries.map((entry) => {
        const products = entry.products.get(slab) ?? made[missing.indexOf(entry)]
        if (products === undefined) throw new Error('products are missing')
        return products
      })
    },
    warm(delivery, slab, vectors) {
      const missing = lacking(kept.entriesOf(delivery, vectors), slab)
      if (missing.length === 0) return true
      if (kept.bytes() + missing.length * slab.voxelCount * 8 > budgetOf(delivery)) return false
      keepAll(missing, slab, compute(slab, missing))
      return true
    },
    forget(isHeld) {
      rows.forget()
      kept.forget(isHeld)
    },
    passes: () => passes,
    bytes: () => kept.bytes(),
  }
}

/** Rows of the vectors that a slab lacks; slab after slab lacks the same ones. */
function rememberedRows(): { of(entries: readonly Entry[]): Matrix; forget(): void } {
  let last: { readonly entries: readonly Entry[]; readonly rows: Matrix } | null = null
  return {
    of(entries) {
      if (last?.entries.length === entries.length && entries.every((e, i) => e === last?.entries[i])) {
        return last.rows
      }
      const scanCount = entries[0]?.vector.values.length ?? 0
      const rows = zeros(Math.ceil(entries.length / 4) * 4, scanCount)
      entries.forEach(({ vector }, row) => {
        rows.data.set(vector.values, row * scanCount)
      })
      last = { entries, rows }
      return rows
    },
    forget() {
      last = null
    },
  }
}

/** Entries without products for the slab, each once. */
function lacking(entries: readonly Entry[], slab: Slab): Entry[] {
  const missing = entries.filter((entry) => !entry.products.has(slab))
  return missing.length === 0 ? missing : [...new Set(missing)]
}

/** Half of the bytes of the series, within bounds. */
function budgetFor({ slabs }: SlabDelivery): number {
  const series = slabs.reduce((sum, slab) => sum + slab.centred.byteLength, 0)
  return Math.min(mostBudgetBytes, Math.max(leastBudgetBytes, series / 2))
}
