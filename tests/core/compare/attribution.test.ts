import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attribute } from '../../../src/core/compare/attribution.ts'
import type { Attribution } from '../../../src/core/compare/attribution.ts'
import type { MixtureMaps } from '../../../src/core/compare/game.ts'
import { mapOf } from '../../../src/core/compare/game.ts'
import { essentialMixtures, evaluationOrder } from '../../../src/core/compare/mixture.ts'
import { antitheticOrders, mixturesOf } from '../../../src/core/compare/sampledOrders.ts'
import { interactionMap } from '../../../src/core/compare/shapley.ts'
import { randomStream } from '../../../src/core/math/random.ts'

const VOXELS = 25

/** Random maps: every switch, every pair and every three in a row add something of their own. */
function syntheticMaps(switchCount: number, seed: number, pairwise = false): MixtureMaps {
  const random = randomStream(seed)
  const map = (scale: number): Float64Array =>
    Float64Array.from({ length: VOXELS }, () => scale * random.normal())
  const base = map(1)
  const terms: { bits: number; values: Float64Array }[] = []
  for (let i = 0; i < switchCount; i++) {
    terms.push({ bits: 1 << i, values: map(1 / (i + 1)) })
    for (let j = 0; j < i; j++) terms.push({ bits: (1 << i) | (1 << j), values: map(0.3) })
    if (!pairwise && i > 1) terms.push({ bits: 7 << (i - 2), values: map(0.5) })
  }
  const all = Array.from({ length: 2 ** switchCount }, (_, bits) => bits)
  return new Map(
    all.map((bits) => {
      const present = terms.filter((term) => (bits & term.bits) === term.bits)
      return [bits, base.map((value, v) => present.reduce((sum, t) => sum + (t.values[v] ?? NaN), value))]
    }),
  )
}

function explained(attribution: Attribution): Extract<Attribution, { kind: 'explained' }> {
  if (attribution.kind !== 'explained') throw new Error('nothing to explain')
  return attribution
}

function only(maps: MixtureMaps, bits: readonly number[]): MixtureMaps {
  return new Map(bits.map((one) => [one, mapOf(maps, one)]))
}

/** Stands for a number equal to `value` within half of 1e-12, inside an expected object. */
function closeTo(value: number, digits: number): number {
  return expect.closeTo(value, digits) as number
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((x, y) => x + y, 0)
}

function expectMapsToSum(maps: MixtureMaps, switchCount: number, parts: readonly Float64Array[]): void {
  const a = mapOf(maps, 0)
  const b = mapOf(maps, 2 ** switchCount - 1)
  for (let v = 0; v < VOXELS; v++) {
    const d = (b[v] ?? NaN) - (a[v] ?? NaN)
    expect(sum(parts.map((part) => part[v] ?? NaN))).toBeCloseTo(d, 10)
  }
}

const cases = fc.record({ switchCount: fc.integer({ min: 1, max: 7 }), seed: fc.integer() })

describe('exact attribution', () => {
  it('has shares that sum to 1, shifts that sum to the mean of D, and maps that sum to D', () => {
    fc.assert(
      fc.property(cases, ({ switchCount, seed }) => {
        const maps = syntheticMaps(switchCount, seed)
        const result = explained(attribute(maps, switchCount))
        expect(result.basis).toBe('exact')
        expect(sum(result.switches.map(({ share }) => share))).toBeCloseTo(1, 10)
        expect(sum(result.switches.map(({ meanSquareShare }) => meanSquareShare))).toBeCloseTo(1, 10)
        const d = Array.from(
          mapOf(maps, 2 ** switchCount - 1),
          (value, v) => value - (mapOf(maps, 0)[v] ?? NaN),
        )
        expect(sum(result.switches.map(({ meanShift }) => meanShift))).toBeCloseTo(sum(d) / VOXELS, 10)
        expectMapsToSum(maps, switchCount, result.maps)
      }),
      { numRuns: 40 },
    )
  })

  it('agrees with the definition: the mean over all orders of the step a switch makes', () => {
    const maps = syntheticMaps(4, 11)
    const result = explained(attribute(maps, 4))
    const orders = permutations([0, 1, 2, 3])
    for (let i = 0; i < 4; i++) {
      const steps = orders.map((order) => {
        const before = order.slice(0, order.indexOf(i)).reduce((bits, s) => bits | (1 << s), 0)
        return (mapOf(maps, before | (1 << i))[3] ?? NaN) - (mapOf(maps, before)[3] ?? NaN)
      })
      expect(result.maps[i]?.[3]).toBeCloseTo(sum(steps) / orders.length, 12)
    }
  })

  it('gives a switch without effect nothing, and equal switches the same', () => {
    const base = Float64Array.from({ length: VOXELS }, (_, v) => Math.sin(v))
    const maps = new Map(
      Array.from({ length: 8 }, (_, bits) => {
        const on = (bits & 1) + ((bits >> 1) & 1)
        return [bits, base.map((value, v) => value + on * on * v)]
      }),
    )
    const result = explained(attribute(maps, 3))
    expect(result.switches[2]?.share).toBeCloseTo(0, 12)
    expect(result.switches[0]?.share).toBeCloseTo(0.5, 12)
    expect(result.switches[0]?.order).toMatchObject({
      first: closeTo(0.25, 12),
      last: closeTo(0.75, 12),
    })
    expect(result.interactions[0]).toEqual({ pair: [0, 1], value: closeTo(0.5, 12) })
    expect(interactionMap(maps, 3, [0, 1])[10]).toBeCloseTo(20, 10)
    expect([...result.dominating]).not.toContain(2)
  })

  it('says that equal maps are identical, also when they differ by rounding', () => {
    const a = Float64Array.of(1, 2, 3)
    expect(
      attribute(
        new Map([
          [0, a],
          [1, a.map((x) => x * (1 + 1e-13))],
        ]),
        1,
      ),
    ).toEqual({ kind: 'identical' })
    expect(
      attribute(
        new Map([
          [0, new Float64Array(0)],
          [1, new Float64Array(0)],
        ]),
        1,
      ).kind,
    ).toBe('identical')
  })

  it('says when the difference is a mere shift', () => {
    const a = Float64Array.of(1, 2, 3)
    const result = explained(
      attribute(
        new Map([
          [0, a],
          [1, a.map((x) => x + 0.3)],
        ]),
        1,
      ),
    )
    expect(result.varies).toBe(false)
    expect(result.switches[0]).toMatchObject({
      meanSquareShare: closeTo(1, 12),
      meanShift: closeTo(0.3, 12),
    })
  })

  it('attributes all to a single switch', () => {
    const result = explained(attribute(syntheticMaps(1, 5), 1))
    expect(result.switches[0]).toMatchObject({ share: closeTo(1, 12), standardError: 0 })
  })
})

describe('partial and sampled attribution', () => {
  it('takes the mean of first and last steps until more is known, exact for pairwise interactions', () => {
    const maps = syntheticMaps(5, 3, true)
    const exact = explained(attribute(maps, 5))
    const partial = explained(attribute(only(maps, essentialMixtures(5)), 5))
    expect(partial.basis).toBe('first-and-last')
    partial.switches.forEach(({ share, standardError }, i) => {
      expect(share).toBeCloseTo(exact.switches[i]?.share ?? NaN, 10)
      expect(standardError).toBeNaN()
    })
    expectMapsToSum(maps, 5, partial.maps)
  })

  it('refuses to say anything before first and last steps are known', () => {
    expect(() => attribute(only(syntheticMaps(3, 1), [0, 7, 1]), 3)).toThrow(RangeError)
  })

  it('samples orders to within 3 standard errors and 0.01 (the bound of 10 pairs without rare large steps); parts sum to the whole', () => {
    for (const seed of [1, 2, 3, 4]) {
      const maps = syntheticMaps(7, seed)
      const exact = explained(attribute(maps, 7))
      const orders = antitheticOrders(7, 10, randomStream(seed))
      const known = only(maps, [...new Set([...essentialMixtures(7), ...mixturesOf(orders)])])
      const sampled = explained(attribute(known, 7, orders))
      expect(sampled.basis).toBe('sampled')
      expect(sum(sampled.switches.map(({ share }) => share))).toBeCloseTo(1, 10)
      expectMapsToSum(maps, 7, sampled.maps)
      sampled.switches.forEach(({ share, standardError }, i) => {
        const error = Math.abs(share - (exact.switches[i]?.share ?? NaN))
        expect(error).toBeLessThanOrEqual(3 * standardError + 0.01)
      })
    }
  })

  it('uses the pairs of orders that are finished', () => {
    const maps = syntheticMaps(6, 9)
    const orders = antitheticOrders(6, 8, randomStream(2))
    const some = only(maps, [...new Set([...essentialMixtures(6), ...mixturesOf(orders.slice(0, 5))])])
    const early = explained(attribute(some, 6, orders))
    const wanted = explained(
      attribute(
        only(maps, [...new Set([...essentialMixtures(6), ...mixturesOf(orders.slice(0, 4))])]),
        6,
        orders.slice(0, 4),
      ),
    )
    expect(early.basis).toBe('sampled')
    expect(early.switches.map(({ share }) => share)).toEqual(wanted.switches.map(({ share }) => share))
  })
})

describe('evaluationOrder', () => {
  it('starts with A, B, singles and all-but-singles and holds every mixture once', () => {
    expect(evaluationOrder(4).slice(0, 10)).toEqual([0, 15, 1, 2, 4, 8, 14, 13, 11, 7])
    expect(evaluationOrder(2)).toEqual([0, 3, 1, 2])
    expect(evaluationOrder(1)).toEqual([0, 1])
    expect(evaluationOrder(7).toSorted((p, q) => p - q)).toEqual(Array.from({ length: 128 }, (_, i) => i))
  })
})

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  )
}
