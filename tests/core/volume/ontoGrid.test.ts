import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Grid } from '../../../src/core/volume/grid.ts'
import { gridRelation } from '../../../src/core/volume/gridRelation.ts'
import { ontoGrid, type MaskedVolume } from '../../../src/core/volume/ontoGrid.ts'

/** What scripts/reference/resample_maps.py wrote: null is outside. */
interface Resampled {
  readonly dims: readonly [number, number, number]
  readonly affine: readonly number[]
  readonly values: readonly (number | null)[]
  readonly targets: readonly {
    readonly name: string
    readonly dims: readonly [number, number, number]
    readonly affine: readonly number[]
    readonly linear: readonly (number | null)[]
    readonly nearest: readonly (number | null)[]
  }[]
}

const reference = JSON.parse(
  readFileSync(new URL('../../fixtures/resampled-maps.json', import.meta.url), 'utf8'),
) as Resampled

const gridOf = ({ dims, affine }: Pick<Resampled, 'dims' | 'affine'>): Grid => ({
  dims,
  mmFromVoxel: Float64Array.from(affine),
  leftRightKnown: true,
})

function volumeOf(grid: Grid, values: readonly (number | null)[]): MaskedVolume {
  return {
    grid,
    values: values.map((value) => value ?? NaN),
    inside: Uint8Array.from(values, (value) => (value === null ? 0 : 1)),
  }
}

const map = volumeOf(gridOf(reference), reference.values)

/** The same voxels with the first axis turned around. */
function leftHanded(volume: MaskedVolume): MaskedVolume {
  const { dims, mmFromVoxel: m } = volume.grid
  const [nx] = dims
  const turned = (at: number): number => at - (at % nx) + (nx - 1 - (at % nx))
  const affine = Float64Array.of(
    ...[-m[0], m[1], m[2], m[3] + (nx - 1) * m[0]],
    ...[-m[4], m[5], m[6], m[7] + (nx - 1) * m[4]],
    ...[-m[8], m[9], m[10], m[11] + (nx - 1) * m[8]],
    ...[0, 0, 0, 1],
  )
  return {
    grid: { ...volume.grid, mmFromVoxel: affine },
    values: Array.from(volume.values, (_, at) => volume.values[turned(at)] ?? NaN),
    inside: volume.inside.map((_, at) => volume.inside[turned(at)] ?? 0),
  }
}

describe('against scipy', () => {
  const cases = reference.targets.flatMap((target) =>
    (['linear', 'nearest'] as const).map((method) => ({ ...target, method })),
  )

  test.each(cases)('$method on a grid that is $name', (target) => {
    const { values, covered, coveredCount, method } = ontoGrid(map, gridOf(target), target.method)
    const expected = target[target.method]
    expect(method).toBe(target.method)
    expect([...covered]).toEqual(expected.map((value) => (value === null ? 0 : 1)))
    expect(coveredCount).toBe(expected.filter((value) => value !== null).length)
    expect(coveredCount).toBeGreaterThan(20)
    // Both in double: sums in another order, measured 3e-15.
    expected.forEach((value, at) => expect(values[at]).toBeCloseTo(value ?? 0, 12))
  })

  test('a left-handed copy of the map gives the same values', () => {
    for (const target of reference.targets) {
      const grid = gridOf(target)
      const own = ontoGrid(map, grid, 'linear')
      const turned = ontoGrid(leftHanded(map), grid, 'linear')
      expect([...turned.covered]).toEqual([...own.covered])
      own.values.forEach((value, at) => expect(turned.values[at]).toBeCloseTo(value, 12))
    }
  })
})

describe('the same voxels', () => {
  test('in the same order are copied', () => {
    const nudged = Float64Array.from(map.grid.mmFromVoxel)
    nudged[3] = (nudged[3] ?? NaN) + 0.009
    const { values, method, coveredCount } = ontoGrid(map, { ...map.grid, mmFromVoxel: nudged }, 'linear')
    expect(method).toBe('same')
    expect([...values]).toEqual(reference.values.map((value) => value ?? 0))
    expect(coveredCount).toBe(reference.values.filter((value) => value !== null).length)
  })

  test('0.011 mm apart are other voxels', () => {
    const nudged = Float64Array.from(map.grid.mmFromVoxel)
    nudged[7] = (nudged[7] ?? NaN) + 0.011
    expect(gridRelation(map.grid, { ...map.grid, mmFromVoxel: nudged })).toEqual({ kind: 'other' })
    // A voxel size that differs counts at the far corner.
    const stretched = Float64Array.from(map.grid.mmFromVoxel)
    stretched[0] = (stretched[0] ?? NaN) + 0.002
    expect(gridRelation(map.grid, { ...map.grid, mmFromVoxel: stretched })).toEqual({ kind: 'other' })
  })

  test('of a left-handed copy are reordered, exactly', () => {
    const copy = leftHanded(map)
    expect(gridRelation(copy.grid, map.grid)).toEqual({
      kind: 'reordered',
      order: { axes: [0, 1, 2], flipped: [true, false, false] },
    })
    const { values, covered, method } = ontoGrid(copy, map.grid, 'linear')
    expect(method).toBe('reordered')
    expect([...values]).toEqual(reference.values.map((value) => value ?? 0))
    expect([...covered]).toEqual([...map.inside])
  })

  test('come back from any order of axes and any flips', () => {
    const axes = fc.constantFrom([0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0])
    const flips = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean())
    fc.assert(
      fc.property(axes, flips, (order, flipped) => {
        const target = permuted(map.grid, order, flipped)
        const there = ontoGrid(map, target, 'linear')
        const back = ontoGrid(
          { grid: target, values: there.values, inside: there.covered },
          map.grid,
          'linear',
        )
        expect(['same', 'reordered']).toContain(back.method)
        expect([...back.values]).toEqual(reference.values.map((value) => value ?? 0))
      }),
      { numRuns: 100, seed: 41 },
    )
  })

  test('of another count are other voxels', () => {
    expect(gridRelation(map.grid, { ...map.grid, dims: [9, 8, 6] })).toEqual({ kind: 'other' })
    expect(gridRelation(map.grid, { ...map.grid, dims: [8, 9, 7] })).toEqual({ kind: 'other' })
  })
})

test('a constant map stays constant wherever it is covered', () => {
  const ones = volumeOf(
    map.grid,
    reference.values.map((value) => (value === null ? null : 1)),
  )
  for (const target of reference.targets) {
    const { values, covered } = ontoGrid(ones, gridOf(target), 'linear')
    values.forEach((value, at) => expect(value).toBeCloseTo(covered[at] ?? NaN, 12))
  }
})

test('grids that do not overlap leave nothing', () => {
  const far = Float64Array.from(map.grid.mmFromVoxel)
  far[3] = 500
  const { coveredCount, values } = ontoGrid(map, { ...map.grid, mmFromVoxel: far }, 'nearest')
  expect(coveredCount).toBe(0)
  expect(values.every((value) => value === 0)).toBe(true)
})

/** The same voxels with target axis t along source axis order[t]. */
function permuted(grid: Grid, order: readonly number[], flipped: readonly boolean[]): Grid {
  const m = grid.mmFromVoxel
  const affine = new Float64Array(16)
  affine[15] = 1
  for (let row = 0; row < 3; row++) {
    affine[4 * row + 3] = m[4 * row + 3] ?? NaN
    order.forEach((axis, t) => {
      const step = m[4 * row + axis] ?? NaN
      affine[4 * row + t] = flipped[t] ? -step : step
      if (flipped[t]) affine[4 * row + 3] = (affine[4 * row + 3] ?? NaN) + step * ((grid.dims[axis] ?? 1) - 1)
    })
  }
  const dims = order.map((axis) => grid.dims[axis] ?? 1)
  return { ...grid, dims: [dims[0] ?? 1, dims[1] ?? 1, dims[2] ?? 1], mmFromVoxel: affine }
}
