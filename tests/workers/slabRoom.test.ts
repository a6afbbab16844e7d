import { describe, expect, it } from 'vitest'
import { createSlabRoom } from '../../src/workers/slabRoom.ts'

const bytesEach = 4000
const kernels = {
  statistics: () => {
    throw new Error('not asked for')
  },
  cut: () => {
    throw new Error('not asked for')
  },
  slabBytes: (voxelCount: number) => (bytesEach * voxelCount) / 1008,
}
/** Its usual mask holds three slabs. */
const size = 10080

describe('memory for slabs', () => {
  it('is fetched bit by bit and given away once', () => {
    const room = createSlabRoom(kernels, size)
    expect(room.take(bytesEach)).toBeUndefined()
    room.fetch(0.4)
    const first = room.take(bytesEach)
    expect(first?.byteLength).toBe(bytesEach)
    expect(room.take(bytesEach)).toBeUndefined()
    room.fetch(1)
    const others = [room.take(bytesEach), room.take(bytesEach - 100)]
    expect(others.map((buffer) => buffer?.byteLength)).toEqual([bytesEach, bytesEach])
    expect(new Set([first, ...others]).size).toBe(3)
    expect(room.take(bytesEach)).toBeUndefined()
  })

  it('is not wasted on what is much smaller, and does for nothing larger', () => {
    const room = createSlabRoom(kernels, size)
    room.fetch(1)
    expect(room.take(bytesEach / 2)).toBeUndefined()
    expect(room.take(bytesEach + 8)).toBeUndefined()
  })

  it('is let go of, and then not fetched anew', () => {
    const room = createSlabRoom(kernels, size)
    room.fetch(0.5)
    room.drop()
    expect(room.take(bytesEach)).toBeUndefined()
    room.fetch(0.7)
    expect(room.take(bytesEach)).toBeUndefined()
  })
})
