import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agreement } from '../../../src/core/compare/agreement.ts'
import { robustRange } from '../../../src/core/compare/axisRange.ts'
import { average, difference, pairMaps } from '../../../src/core/compare/difference.ts'
import type { PairedMaps } from '../../../src/core/compare/difference.ts'
import { hexbin, hexbinAt } from '../../../src/core/compare/hexbin.ts'
import { sharedHistogram } from '../../../src/core/compare/histogram.ts'
import { overlapAt, overlapCurve, thresholdSteps } from '../../../src/core/compare/overlap.ts'

interface Reference {
  readonly a: number[]
  readonly b: number[]
  readonly agreement: Record<string, number | number[]>
  readonly hexagons: [number, number, number][]
  readonly overlap: { threshold: number }[]
  readonly quantiles: [number, number]
  readonly histogram: number[]
}

const reference = JSON.parse(
  readFileSync(new URL('../../fixtures/compare/pairs.json', import.meta.url), 'utf8'),
) as Reference

function pairsOf(a: readonly number[], b: readonly number[]): PairedMaps {
  const voxels = Int32Array.from(a.keys())
  return pairMaps({ voxels, values: a }, { voxels, values: b })
}

const pairs = pairsOf(reference.a, reference.b)

describe('pairMaps', () => {
  it('keeps the common finite voxels and counts the others', () => {
    const a = { voxels: Int32Array.of(1, 3, 4, 9, 12), values: [1, 2, NaN, 4, 5] }
    const b = { voxels: Int32Array.of(0, 3, 4, 9), values: [9, 8, 7, 6] }
    const paired = pairMaps(a, b)
    expect(paired).toEqual({
      voxels: Int32Array.of(3, 9),
      a: Float64Array.of(2, 4),
      b: Float64Array.of(8, 6),
      onlyA: 2,
      onlyB: 1,
      notFinite: 1,
    })
    expect([...difference(paired)]).toEqual([-6, -2])
    expect([...average(paired)]).toEqual([5, 5])
  })
})

describe('agreement', () => {
  // Both sides sum 400 doubles in another order: 12 digits remain.
  it('gives numpy numbers', () => {
    const ours = agreement(pairs)
    for (const [name, expected] of Object.entries(reference.agreement)) {
      const actual = ours[name as keyof typeof ours]
      const wanted = Array.isArray(expected) ? expected : [expected]
      const got = Array.isArray(actual) ? actual : [actual]
      wanted.forEach((value, i) => expect(got[i], name).toBeCloseTo(value, 11))
    }
  })

  it('gives numbers one can check by hand', () => {
    const ours = agreement(pairsOf([1, 2, 3], [2, 4, 6]))
    expect(ours).toMatchObject({ count: 3, meanA: 2, meanB: 4, slope: 2, intercept: 0, meanDifference: -2 })
    expect(ours.r).toBeCloseTo(1, 14)
    expect(ours.concordance).toBeCloseTo((2 * (4 / 3)) / (2 / 3 + 8 / 3 + 4), 14)
    expect(ours.rmse).toBeCloseTo(Math.sqrt(14 / 3), 14)
  })

  it('says NaN where a number has no meaning', () => {
    const constant = agreement(pairsOf([1, 1], [2, 3]))
    expect([constant.r, constant.slope, constant.intercept]).toEqual([NaN, NaN, NaN])
    expect(agreement(pairsOf([], [])).meanA).toBeNaN()
    // The mean of ten tenths is not a tenth.
    expect(agreement(pairsOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], new Array<number>(10).fill(0.1))).r).toBeNaN()
  })

  it('has a concordance no larger than r, and 1 of a map with itself', () => {
    const value = fc.double({ min: -100, max: 100, noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 30 }), (rows) => {
        const [a, b] = [rows.map(([x]) => x), rows.map(([, y]) => y)]
        const { r, concordance, sdA, sdB } = agreement(pairsOf(a, b))
        fc.pre(sdA > 1e-6 && sdB > 1e-6)
        expect(Math.abs(concordance)).toBeLessThanOrEqual(Math.abs(r) + 1e-9)
        expect(agreement(pairsOf(a, a)).concordance).toBeCloseTo(1, 9)
      }),
    )
  })
})

describe('hexbin', () => {
  const bins = hexbin(pairs.a, pairs.b, { columns: 12, xRange: [-6, 6], yRange: [-6, 6] })

  it('finds the hexagons matplotlib finds', () => {
    const micro = (value: number | undefined): string => String(Math.round((value ?? NaN) * 1e6) + 0)
    const key = ([x, y, count]: readonly number[]): string => `${micro(x)} ${micro(y)} ${String(count)}`
    const ours = Array.from(bins.counts, (count, i) => key([bins.x[i] ?? NaN, bins.y[i] ?? NaN, count]))
    expect(ours.toSorted()).toEqual(reference.hexagons.map(key).toSorted())
  })

  it('lists every point once, in the bin whose centre is nearest', () => {
    expect(bins.outside).toBe(0)
    expect([...bins.members].toSorted((p, q) => p - q)).toEqual([...pairs.voxels])
    for (let bin = 0; bin < bins.counts.length; bin++) {
      const members = bins.members.subarray(bins.starts[bin], bins.starts[bin + 1])
      expect(members.length).toBe(bins.counts[bin])
      for (const point of members) {
        expect(hexbinAt(bins, pairs.a[point] ?? NaN, pairs.b[point] ?? NaN)).toBe(bin)
      }
    }
  })

  it('counts points out of range and finds no bin in empty places', () => {
    const few = hexbin([0, 5, 0.1], [0, 0, NaN], { columns: 4, xRange: [-1, 1], yRange: [-1, 1] })
    expect(few.outside).toBe(2)
    expect(hexbinAt(few, 0.9, 0.9)).toBe(-1)
  })
})

describe('histograms and ranges', () => {
  it('counts as numpy counts, in bins shared by both maps', () => {
    const shared = sharedHistogram(pairs, 20, [-3, 4])
    expect([...shared.countsA]).toEqual(reference.histogram)
    expect(shared.countsB.reduce((x, y) => x + y) + shared.outsideB).toBe(pairs.b.length)
    expect([shared.edges[0], shared.edges[20]]).toEqual([-3, 4])
  })

  it('leaves the extremes out of the range', () => {
    const [low, high] = reference.quantiles
    const [from, to] = robustRange([pairs.a, pairs.b], 0.01)
    expect(from).toBeCloseTo(low - 0.05 * (high - low), 12)
    expect(to).toBeCloseTo(high + 0.05 * (high - low), 12)
    expect(robustRange([Float64Array.of(2, 2)])).toEqual([1.5, 2.5])
    expect(robustRange([new Float64Array(0)])).toEqual([0, 1])
  })
})

describe('overlap', () => {
  it('gives numpy numbers', () => {
    const ours = overlapCurve(
      pairs,
      reference.overlap.map(({ threshold }) => threshold),
      'positive',
    )
    ours.forEach((overlap, i) => expect(overlap).toEqual(reference.overlap[i]))
  })

  it('is the same in one pass over all thresholds as at each of them', () => {
    const values = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 40, maxLength: 40 })
    fc.assert(
      fc.property(values, values, fc.constantFrom('positive' as const, 'both' as const), (a, b, sides) => {
        const some = pairsOf(a, b)
        const thresholds = [0, 0.5, 1, 2, 3, 4, 5]
        expect(overlapCurve(some, thresholds, sides)).toEqual(
          thresholds.map((threshold) => overlapAt(some, threshold, sides)),
        )
      }),
    )
  })

  it('does not take opposite signs for overlap', () => {
    const { onlyA, onlyB, both } = overlapAt(pairsOf([5, -5, 5, 0], [-5, -5, 5, 4]), 3, 'both')
    expect({ onlyA, onlyB, both }).toEqual({ onlyA: 1, onlyB: 2, both: 2 })
  })

  it('is NaN where nothing passes, and offers thresholds that some voxels pass', () => {
    expect(overlapAt(pairs, 1e6, 'positive').dice).toBeNaN()
    const steps = thresholdSteps(pairs, 10)
    expect(steps).toHaveLength(10)
    expect(steps[0]).toBe(0)
    expect(overlapAt(pairs, steps[9] ?? NaN, 'both').dice).toBeGreaterThanOrEqual(0)
  })
})
