import { areSameVectors, type ScanVector } from '../core/glm/scanVector.ts'
import type { SlabKernels } from '../core/glm/slabKernels.ts'
import { zeros, type Matrix } from '../core/math/matrix.ts'
import type { Slab } from '../core/volume/slab.ts'
import type { SlabDelivery } from '../protocol/fitContract.ts'

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

/** A vector with what is known of it. */
interface Entry {
  readonly vector: ScanVector
  readonly delivery: SlabDelivery
  readonly products: Map<Slab, Float64Array>
  bytes: number
  lastUse: number
  isDropped: boolean
}

/** Products may take half as many bytes as the series they are of, but these in any case. */
const leastBudgetBytes = 32e6
const mostBudgetBytes = 128e6

/** Nothing known yet. Over the budget, what was used longest ago goes first. */
export function createProductStore(kernels: SlabKernels, fixedBudgetBytes?: number): ProductStore {
  const byHash = new Map<number, Entry[]>()
  // A plan asks for the same array of vectors slab after slab.
  const lastAsked = new WeakMap<readonly ScanVector[], readonly Entry[]>()
  let time = 0
  let passes = 0
  let bytes = 0
  let lastRows: { readonly entries: readonly Entry[]; readonly rows: Matrix } | null = null

  function entryOf(delivery: SlabDelivery, vector: ScanVector): Entry {
    const sameHash = byHash.get(vector.hash) ?? []
    const known = sameHash.find(
      (entry) => entry.delivery === delivery && areSameVectors(entry.vector, vector),
    )
    if (known !== undefined) return known
    const entry: Entry = { vector, delivery, products: new Map(), bytes: 0, lastUse: 0, isDropped: false }
    byHash.set(vector.hash, [...sameHash, entry])
    return entry
  }

  function entriesOf(delivery: SlabDelivery, vectors: readonly ScanVector[]): readonly Entry[] {
    const asked = lastAsked.get(vectors)
    if (asked?.every((entry) => entry.delivery === delivery && !entry.isDropped)) return asked
    const entries = vectors.map((vector) => entryOf(delivery, vector))
    lastAsked.set(vectors, entries)
    return entries
  }

  function drop(entry: Entry): void {
    entry.isDropped = true
    const { hash } = entry.vector
    const others = (byHash.get(hash) ?? []).filter((other) => other !== entry)
    if (others.length > 0) byHash.set(hash, others)
    else byHash.delete(hash)
    bytes -= entry.bytes
    entry.bytes = 0
    entry.products.clear()
  }

  /** Drops what was used longest ago and is not in use now, until `wanted` bytes fit; false where they cannot. */
  function makeRoom(wanted: number, budget: number): boolean {
    if (bytes + wanted <= budget) return true
    const old = [...byHash.values()].flat().filter(({ lastUse }) => lastUse < time)
    old.sort((a, b) => a.lastUse - b.lastUse)
    for (const entry of old) {
      drop(entry)
      if (bytes + wanted <= budget) return true
    }
    return false
  }

  /** Rows of the vectors that a slab lacks; slab after slab lacks the same ones. */
  function rowsOf(entries: readonly Entry[]): Matrix {
    if (lastRows?.entries.length === entries.length && entries.every((e, i) => e === lastRows?.entries[i])) {
      return lastRows.rows
    }
    const scanCount = entries[0]?.vector.values.length ?? 0
    const rows = zeros(Math.ceil(entries.length / 4) * 4, scanCount)
    entries.forEach(({ vector }, row) => {
      rows.data.set(vector.values, row * scanCount)
    })
    lastRows = { entries, rows }
    return rows
  }

  function compute(slab: Slab, entries: readonly Entry[]): Float64Array[] {
    const rows = rowsOf(entries)
    const out = new Float64Array(rows.rows * slab.voxelCount)
    kernels.project(rows, slab, out)
    passes += entries.length
    return entries.map((_, row) => out.slice(row * slab.voxelCount, (row + 1) * slab.voxelCount))
  }

  function keep(entry: Entry, slab: Slab, products: Float64Array): void {
    entry.products.set(slab, products)
    entry.bytes += products.byteLength
    bytes += products.byteLength
  }

  const budgetOf = (delivery: SlabDelivery): number => fixedBudgetBytes ?? budgetFor(delivery)

  return {
    of(delivery, slab, vectors) {
      time++
      const entries = entriesOf(delivery, vectors)
      for (const entry of entries) entry.lastUse = time
      const missing = lacking(entries, slab)
      const made = missing.length === 0 ? [] : compute(slab, missing)
      const wanted = made.reduce((sum, products) => sum + products.byteLength, 0)
      if (makeRoom(wanted, budgetOf(delivery))) {
        missing.forEach((entry, i) => {
          const products = made[i]
          if (products !== undefined) keep(entry, slab, products)
        })
      }
      return entries.map((entry) => {
        const products = entry.products.get(slab) ?? made[missing.indexOf(entry)]
        if (products === undefined) throw new Error('products are missing')
        return products
      })
    },
    warm(delivery, slab, vectors) {
      const entries = entriesOf(delivery, vectors)
      const missing = lacking(entries, slab)
      if (missing.length === 0) return true
      if (bytes + missing.length * slab.voxelCount * 8 > budgetOf(delivery)) return false
      compute(slab, missing).forEach((products, i) => {
        const entry = missing[i]
        if (entry !== undefined) keep(entry, slab, products)
      })
      return true
    },
    forget(isHeld) {
      lastRows = null
      for (const entry of [...byHash.values()].flat()) if (!isHeld(entry.delivery)) drop(entry)
    },
    passes: () => passes,
    bytes: () => bytes,
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
