import { describe, expect, it } from 'vitest'
import type { SlabDelivery } from '../../src/protocol/fitContract.ts'
import { createHeldSlabs } from '../../src/workers/heldSlabs.ts'

function delivery(shift = 0): SlabDelivery {
  const slab = (first: number): SlabDelivery['slabs'][number] => ({
    scanCount: 2,
    voxelCount: 2,
    centred: Float32Array.from([first, first + 1, -first, -first - 1]),
    means: Float64Array.from([100, 200]),
  })
  return {
    dataKey: 'raw',
    voxels: Int32Array.from([3, 5, 8, 9]),
    slabs: [slab(1 + shift), slab(10 + shift)],
    unscaledMeans: Float64Array.from([100, 200, 100, 200]),
  }
}

describe('slabs cut down to the voxels of a fit', () => {
  it('hold exactly those voxels', async () => {
    const held = createHeldSlabs()
    await held.receive(delivery())
    const [first, second] = held.of('raw', Int32Array.from([5, 8, 9]))
    expect([...(first?.voxels ?? [])]).toEqual([5])
    expect([...(first?.slab().centred ?? [])]).toEqual([2, -2])
    expect([...(second?.voxels ?? [])]).toEqual([8, 9])
  })

  it('are the same objects when asked for again with equal voxels, so that what is known of them stays known', async () => {
    const held = createHeldSlabs()
    await held.receive(delivery())
    const cut = held.of('raw', Int32Array.from([5, 8]))
    expect(held.of('raw', Int32Array.from([5, 8]))).toBe(cut)
    expect(held.of('raw', Int32Array.from([5, 9]))).not.toBe(cut)
  })

  it('have their series in the same memory, one slab after the other, and again when asked again', async () => {
    const held = createHeldSlabs()
    await held.receive(delivery())
    const [first, second] = held.of('raw', Int32Array.from([5, 9]))
    const cut = first?.slab()
    expect(first?.slab()).toBe(cut)
    const other = second?.slab()
    expect([...(other?.centred ?? [])]).toEqual([11, -11])
    expect(other?.centred.buffer).toBe(cut?.centred.buffer)
    expect([...(first?.slab().centred ?? [])]).toEqual([2, -2])
    expect([...(first?.some(Int32Array.of(0)).centred ?? [])]).toEqual([2, -2])
    expect(first?.some(Int32Array.of(0)).centred.buffer).not.toBe(cut?.centred.buffer)
  })

  it('are cut anew from new data', async () => {
    const held = createHeldSlabs()
    await held.receive(delivery())
    held.of('raw', Int32Array.from([5]))
    await held.receive(delivery(1))
    expect([...(held.of('raw', Int32Array.from([5]))[0]?.slab().centred ?? [])]).toEqual([3, -3])
    await held.keep([])
    expect(() => held.of('raw', Int32Array.from([5]))).toThrow('no slabs')
  })
})
