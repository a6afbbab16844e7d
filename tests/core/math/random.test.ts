import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomStream, shuffledIndices } from '../../../src/core/math/random.ts'

const COUNT = 200_000

function draws(draw: () => number): Float64Array {
  return Float64Array.from({ length: COUNT }, draw)
}

function fraction(values: Float64Array, test: (value: number) => boolean): number {
  return values.filter(test).length / values.length
}

describe('randomStream', () => {
  it('repeats itself for a seed and differs between seeds', () => {
    const take = (seed: number): number[] => {
      const stream = randomStream(seed)
      return Array.from({ length: 20 }, () => stream.normal())
    }
    expect(take(5)).toEqual(take(5))
    expect(take(5)).not.toEqual(take(6))
  })

  // Five standard errors of 200,000 draws.
  it('has the moments and tails of a normal', () => {
    const values = draws(randomStream(3).normal)
    const mean = values.reduce((sum, x) => sum + x) / COUNT
    const variance = values.reduce((sum, x) => sum + x * x, 0) / COUNT
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(COUNT))
    expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / COUNT))
    for (const [bound, p] of [
      [0.5, 0.617075],
      [1.96, 0.049996],
      [3.4, 0.000674],
      [3.6, 0.000318],
    ] as const) {
      const beyond = fraction(values, (x) => Math.abs(x) > bound)
      expect(Math.abs(beyond - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / COUNT))
    }
    expect(Math.abs(fraction(values, (x) => x > 0) - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / COUNT))
  })

  it('has uniform values in [0, 1), uncorrelated with the next', () => {
    const values = draws(randomStream(8).uniform)
    expect(values.every((x) => x >= 0 && x < 1)).toBe(true)
    for (let tenth = 0; tenth < 10; tenth++) {
      const share = fraction(values, (x) => Math.floor(x * 10) === tenth)
      expect(Math.abs(share - 0.1)).toBeLessThan(5 * Math.sqrt(0.09 / COUNT))
    }
    const lagged = values.reduce((sum, x, i) => sum + (x - 0.5) * ((values[i + 1] ?? 0.5) - 0.5), 0)
    expect(Math.abs((12 * lagged) / COUNT)).toBeLessThan(5 / Math.sqrt(COUNT))
  })
})

describe('shuffledIndices', () => {
  it('holds every index once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), fc.integer(), (count, seed) => {
        const order = shuffledIndices(count, randomStream(seed))
        expect(order.toSorted((p, q) => p - q)).toEqual(Array.from({ length: count }, (_, i) => i))
      }),
    )
  })

  it('puts each index first equally often', () => {
    const stream = randomStream(1)
    const first = new Int32Array(5)
    for (let i = 0; i < 20_000; i++) {
      const index = shuffledIndices(5, stream)[0] ?? -1
      first[index] = (first[index] ?? NaN) + 1
    }
    for (const count of first)
      expect(Math.abs(count / 20_000 - 0.2)).toBeLessThan(5 * Math.sqrt(0.16 / 20_000))
  })
})
