import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { MapsShare } from '../../src/protocol/fitContract.ts'
import { joinedFactors, joinedMap } from '../../src/state/joinedShares.ts'
import { cutIntoGroups, partsOf } from '../../src/state/voxelParts.ts'

/** Ascending numbers, each once. */
const voxels = fc
  .uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 120 })
  .map((all) => Int32Array.from(all.toSorted((a, b) => a - b)))

it('groups hold all voxels in order, are as few as hold so many, and nearly equal', () => {
  fc.assert(
    fc.property(voxels, fc.integer({ min: 1, max: 130 }), (all, most) => {
      const groups = cutIntoGroups(all, most)
      expect(groups.flatMap((group) => [...group])).toEqual([...all])
      expect(groups).toHaveLength(Math.ceil(all.length / most))
      const sizes = groups.map(({ length }) => length)
      expect(Math.max(...sizes)).toBeLessThanOrEqual(most)
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
    }),
  )
})

it('somebody’s parts are their own voxels, numbered in order, and groups without any are left out', () => {
  fc.assert(
    fc.property(
      voxels,
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 9 }),
      (all, most, step) => {
        const own = all.filter((voxel) => voxel % step === 0)
        const parts = [...partsOf(cutIntoGroups(all, most), own).values()]
        expect(parts.flatMap((part) => [...part.voxels])).toEqual([...own])
        expect(parts.map(({ index }) => index)).toEqual([...parts.keys()])
        for (const part of parts) {
          expect(part.count).toBe(parts.length)
          expect(part.voxels.length).toBeGreaterThan(0)
        }
      },
    ),
  )
})

it('workers’ shares are joined part by part, also where a worker has nothing of one', () => {
  const share = (values: readonly number[], partSizes: readonly number[]): MapsShare => ({
    maps: new Map(values.length === 0 ? [] : [['t', Float64Array.from(values)]]),
    commonUnitFactor: Float64Array.from(values),
    partSizes,
  })
  const shares = [share([1, 2, 5], [2, 0, 1]), share([3, 4, 6, 7], [1, 1, 2]), share([], [0, 0, 0])]
  expect(joinedMap(shares, 't')).toEqual(Float64Array.of(1, 2, 3, 4, 5, 6, 7))
  expect(joinedFactors(shares)).toEqual(Float64Array.of(1, 2, 3, 4, 5, 6, 7))
  expect(joinedMap(shares, 'F')).toBeNull()
})
