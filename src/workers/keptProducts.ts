import { areSameVectors, type ScanVector } from '../core/glm/scanVector.ts'
import type { Slab } from '../core/volume/slab.ts'
import type { SlabDelivery } from '../protocol/fitContract.ts'

/** A vector with what is known of it. */
export interface Entry {
  readonly vector: ScanVector
  readonly delivery: SlabDelivery
  readonly products: Map<Slab, Float64Array>
  bytes: number
  lastUse: number
  isDropped: boolean
}

/** What is kept of products, by vector and data. */
export interface KeptProducts {
  /** Each vector's entry; a new one where none is known. */
  entriesOf(delivery: SlabDelivery, vectors: readonly ScanVector[]): readonly Entry[]
  /** Says that entries are in use now. */
  use(entries: readonly Entry[]): void
  keep(entry: Entry, slab: Slab, products: Float64Array): void
  /** Drops what was used longest ago and is not in use now, until `wanted` bytes fit; false where they cannot. */
  makeRoom(wanted: number, budget: number): boolean
  forget(isHeld: (delivery: SlabDelivery) => boolean): void
  bytes(): number
}

/** Nothing kept yet. */
export function createKeptProducts(): KeptProducts {
  const index = createIndex()
  let time = 0
  let bytes = 0

  function drop(entry: Entry): void {
    index.remove(entry)
    entry.isDropped = true
    bytes -= entry.bytes
    entry.bytes = 0
    entry.products.clear()
  }

  return {
    entriesOf: index.entriesOf,
    use(entries) {
      time++
      for (const entry of entries) entry.lastUse = time
    },
    keep(entry, slab, products) {
      entry.products.set(slab, products)
      entry.bytes += products.byteLength
      bytes += products.byteLength
    },
    makeRoom(wanted, budget) {
      if (bytes + wanted <= budget) return true
      const old = index.all().filter(({ lastUse }) => lastUse < time)
      old.sort((a, b) => a.lastUse - b.lastUse)
      for (const entry of old) {
        drop(entry)
        if (bytes + wanted <= budget) return true
      }
      return false
    },
    forget(isHeld) {
      for (const entry of index.all()) if (!isHeld(entry.delivery)) drop(entry)
    },
    bytes: () => bytes,
  }
}

interface Index {
  readonly entriesOf: KeptProducts['entriesOf']
  all(): Entry[]
  remove(entry: Entry): void
}

function createIndex(): Index {
  const byHash = new Map<number, Entry[]>()
  // A plan asks for the same array of vectors slab after slab.
  const lastAsked = new WeakMap<readonly ScanVector[], readonly Entry[]>()

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

  return {
    entriesOf(delivery, vectors) {
      const asked = lastAsked.get(vectors)
      if (asked?.every((entry) => entry.delivery === delivery && !entry.isDropped)) return asked
      const entries = vectors.map((vector) => entryOf(delivery, vector))
      lastAsked.set(vectors, entries)
      return entries
    },
    all: () => [...byHash.values()].flat(),
    remove(entry) {
      const { hash } = entry.vector
      const others = (byHash.get(hash) ?? []).filter((other) => other !== entry)
      if (others.length > 0) byHash.set(hash, others)
      else byHash.delete(hash)
    },
  }
}
