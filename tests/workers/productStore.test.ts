import { describe, expect, it } from 'vitest'
import { scanVector, type ScanVector } from '../../src/core/glm/scanVector.ts'
import { plainKernels } from '../../src/core/glm/slabKernels.ts'
import { randomStream } from '../../src/core/math/random.ts'
import type { Slab } from '../../src/core/volume/slab.ts'
import type { SlabDelivery } from '../../src/protocol/fitContract.ts'
import { createProductStore } from '../../src/workers/productStore.ts'

const scanCount = 11
const voxelCount = 3
const { normal } = randomStream(1)

function slab(): Slab {
  const centred = Float32Array.from({ length: scanCount * voxelCount }, normal)
  return { scanCount, voxelCount, centred, means: new Float64Array(voxelCount) }
}

function deliveryOf(slabs: readonly Slab[]): SlabDelivery {
  const count = slabs.length * voxelCount
  return { dataKey: 'raw', voxels: new Int32Array(count), slabs, unscaledMeans: new Float64Array(count) }
}

const vector = (): ScanVector => scanVector(Float64Array.from({ length: scanCount }, normal))

const [first, second] = [slab(), slab()]
const delivery = deliveryOf([first, second])
const [a, b, c] = [vector(), vector(), vector()]
/** Products of one vector with one slab. */
const oneProduct = 8 * voxelCount

function productOf({ values }: ScanVector, { centred }: Slab): number[] {
  return Array.from({ length: voxelCount }, (_, v) =>
    values.reduce((sum, value, t) => sum + value * (centred[t * voxelCount + v] ?? NaN), 0),
  )
}

describe('kept products', () => {
  it('are what they say, and cost a pass only the first time', () => {
    const store = createProductStore(plainKernels)
    expect(store.of(delivery, first, [a, b]).map((row) => [...row])).toEqual(
      [a, b].map((vector) => productOf(vector, first)),
    )
    expect(store.passes()).toBe(2)
    // The same values in another array: another design with the same column.
    const again = scanVector(b.values.slice())
    expect([...(store.of(delivery, first, [again, c])[0] ?? [])]).toEqual(productOf(b, first))
    expect(store.passes()).toBe(3)
    store.of(delivery, second, [a])
    expect(store.passes()).toBe(4)
    expect(store.bytes()).toBe(4 * oneProduct)
  })

  it('of one vector asked for twice are computed once', () => {
    const store = createProductStore(plainKernels)
    const [left, right] = store.of(delivery, first, [a, a])
    expect(left).toBe(right)
    expect(store.passes()).toBe(1)
    expect(store.bytes()).toBe(oneProduct)
  })

  it('stay within the budget: those used longest ago go first, those in use never', () => {
    const store = createProductStore(plainKernels, 2 * oneProduct)
    store.of(delivery, first, [a, b])
    store.of(delivery, first, [a])
    expect([...(store.of(delivery, first, [c])[0] ?? [])]).toEqual(productOf(c, first))
    expect(store.bytes()).toBe(2 * oneProduct)
    store.of(delivery, first, [a])
    expect(store.passes()).toBe(3)
    const all = store.of(delivery, first, [a, b, c])
    expect(all.map((row) => [...row])).toEqual([a, b, c].map((vector) => productOf(vector, first)))
    expect(store.bytes()).toBeLessThanOrEqual(2 * oneProduct)
  })

  it('made ahead of time push nothing out', () => {
    const store = createProductStore(plainKernels, 2 * oneProduct)
    store.of(delivery, first, [a])
    expect(store.warm(delivery, first, [b])).toBe(true)
    expect(store.warm(delivery, first, [c])).toBe(false)
    store.of(delivery, first, [a, b])
    expect(store.passes()).toBe(2)
  })

  it('go with their data', () => {
    const store = createProductStore(plainKernels)
    const other = deliveryOf([second])
    store.of(delivery, first, [a])
    store.of(other, second, [a])
    store.forget((held) => held === other)
    expect(store.bytes()).toBe(oneProduct)
    store.of(other, second, [a])
    expect(store.passes()).toBe(2)
    store.of(delivery, first, [a])
    expect(store.passes()).toBe(3)
  })
})
