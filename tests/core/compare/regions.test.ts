import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PairedMaps } from '../../../src/core/compare/difference.ts'
import type { Grid } from '../../../src/core/volume/grid.ts'
import { overlapAt } from '../../../src/core/compare/overlap.ts'
import {
  isInside,
  pointsInRange,
  pointsInside,
  positionsOf,
  regionMeans,
  voxelsInSphere,
} from '../../../src/core/compare/region.ts'
import { passingCount, significance, significanceClasses } from '../../../src/core/compare/significance.ts'

interface Reference {
  readonly outline: readonly (readonly [number, number])[]
  readonly inside: number[]
  readonly meanA: number
  readonly meanB: number
  readonly range: [number, number]
  readonly inRange: number[]
  readonly significance: {
    threshold: number
    counts: Record<string, number>
    passingA: number
    onlyB: number[]
  }[]
  readonly dims: [number, number, number]
  readonly affine: number[]
  readonly centre: [number, number, number]
  readonly radius: number
  readonly sphere: number[]
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/compare/${name}.json`, import.meta.url), 'utf8'))

const reference = read('regions') as Reference
const values = read('pairs') as { a: number[]; b: number[] }
const pairs: PairedMaps = {
  voxels: Int32Array.from(values.a.keys()),
  a: Float64Array.from(values.a),
  b: Float64Array.from(values.b),
  onlyA: 0,
  onlyB: 0,
  notFinite: 0,
}
const outline = { x: reference.outline.map(([x]) => x), y: reference.outline.map(([, y]) => y) }

describe('marking in a plot', () => {
  it('finds the points that wind around numpy finds, and their means', () => {
    const inside = pointsInside(outline, pairs.a, pairs.b)
    expect([...inside]).toEqual(reference.inside)
    const means = regionMeans(pairs, inside)
    expect(means.count).toBe(reference.inside.length)
    // Two sums of some 200 doubles in another order.
    expect(means.meanA).toBeCloseTo(reference.meanA, 12)
    expect(means.meanB).toBeCloseTo(reference.meanB, 12)
  })

  it('finds the values in a range of a histogram', () => {
    expect([...pointsInRange(pairs, reference.range)]).toEqual(reference.inRange)
  })

  it('takes a box for what lies between its sides', () => {
    const corner = fc.double({ min: -10, max: 10, noNaN: true })
    fc.assert(
      fc.property(corner, corner, corner, corner, (x0, x1, px, py) => {
        fc.pre(x0 < x1 && px !== x0 && px !== x1 && Math.abs(py) !== 5)
        const box = { x: [x0, x1, x1, x0], y: [-5, -5, 5, 5] }
        expect(isInside(box, px, py)).toBe(px > x0 && px < x1 && Math.abs(py) < 5)
      }),
    )
  })

  it('has no inside without an outline, and no mean of nothing', () => {
    expect(pointsInside({ x: [], y: [] }, [1], [1])).toHaveLength(0)
    expect(regionMeans(pairs, new Int32Array(0))).toEqual({ count: 0, meanA: NaN, meanB: NaN })
  })
})

function gridOf(dims: [number, number, number], affine: readonly number[]): Grid {
  return { dims, mmFromVoxel: Float64Array.from(affine), leftRightKnown: true }
}

describe('a sphere', () => {
  const grid = gridOf(reference.dims, reference.affine)

  it('holds the voxels numpy finds, on a grid turned and sheared', () => {
    expect([...voxelsInSphere(grid, reference.centre, reference.radius)]).toEqual(reference.sphere)
  })

  it('of radius 0 holds the voxel it is centred on, and grows with its radius', () => {
    const centre = [16, -11, -8] as const
    expect([...voxelsInSphere(grid, centre, 0)]).toEqual([0])
    const sizes = [2, 4, 8, 16].map((radius) => voxelsInSphere(grid, centre, radius).length)
    expect(sizes).toEqual(sizes.toSorted((p, q) => p - q))
  })

  it('counts a voxel at exactly the radius', () => {
    const plain = gridOf([3, 3, 3], [3, 0, 0, 0, 0, 3, 0, 0, 0, 0, 3, 0, 0, 0, 0, 1])
    expect(voxelsInSphere(plain, [3, 3, 3], 3)).toHaveLength(7)
  })
})

describe('positionsOf', () => {
  it('finds what both lists have', () => {
    const voxels = { voxels: Int32Array.of(2, 5, 7, 11) }
    expect([...positionsOf(voxels, Int32Array.of(1, 5, 6, 11, 12))]).toEqual([1, 3])
    expect([...positionsOf(voxels, new Int32Array(0))]).toEqual([])
  })
})

describe('significance', () => {
  it('gives numpy’s classes at every threshold', () => {
    for (const { threshold, counts, passingA, onlyB } of reference.significance) {
      const ours = significance(pairs, threshold)
      expect(ours.counts).toEqual(counts)
      expect(passingCount(pairs.a, threshold)).toBe(passingA)
      const named = significanceClasses.indexOf('onlyB')
      expect([...ours.classes.keys()].filter((i) => ours.classes[i] === named)).toEqual(onlyB)
    }
    expect(reference.significance).toHaveLength(4)
  })

  it('agrees with the overlap: a voxel of opposite signs is one of A only and one of B only there', () => {
    const value = fc.double({ min: -6, max: 6, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, value), { maxLength: 30 }),
        fc.double({ min: 0, max: 4, noNaN: true }),
        (rows, threshold) => {
          const maps = { a: Float64Array.from(rows, ([x]) => x), b: Float64Array.from(rows, ([, y]) => y) }
          const { counts } = significance(maps, threshold)
          const overlap = overlapAt(maps, threshold, 'both')
          expect(overlap.both).toBe(counts.both)
          expect(overlap.onlyA).toBe(counts.onlyA + counts.opposite)
          expect(overlap.onlyB).toBe(counts.onlyB + counts.opposite)
          expect(Object.values(counts).reduce((x, y) => x + y)).toBe(rows.length)
        },
      ),
    )
  })
})
