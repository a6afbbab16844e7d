import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keyStep, mmOfVoxel, stepCrosshair, voxelOfMm } from '../../src/viewer/crosshair.ts'
import { GRIDS, LEFT_HANDED, STRAIGHT } from './grids.ts'

const voxel = fc.tuple(
  fc.integer({ min: 0, max: 4 }),
  fc.integer({ min: 0, max: 3 }),
  fc.integer({ min: 0, max: 2 }),
)

describe.each(Object.entries(GRIDS))('crosshair in %s', (_name, grid) => {
  it('voxel to mm and back is the same voxel', () => {
    fc.assert(
      fc.property(voxel, (v) => {
        expect(voxelOfMm(grid, mmOfVoxel(grid, v))).toEqual(v)
      }),
    )
  })

  it('a step and its opposite come back, away from the edges', () => {
    const mm = mmOfVoxel(grid, [2, 2, 1])
    for (const axis of ['x', 'y', 'z'] as const) {
      expect(stepCrosshair(grid, stepCrosshair(grid, mm, axis, 1), axis, -1)).toEqual(mm)
    }
  })
})

describe('stepCrosshair', () => {
  it('moves towards the right even where the file runs to the left', () => {
    const mm = mmOfVoxel(LEFT_HANDED, [2, 2, 1])
    const moved = stepCrosshair(LEFT_HANDED, mm, 'x', 1)
    expect(voxelOfMm(LEFT_HANDED, moved)).toEqual([1, 2, 1])
    expect(moved[0] - mm[0]).toBeCloseTo(4.9, 10)
  })

  it('stops at the edge of the grid', () => {
    expect(stepCrosshair(STRAIGHT, [8, 0, 0], 'x', 3)[0]).toBe(8)
    expect(voxelOfMm(STRAIGHT, [1000, -1000, 0])).toEqual([4, 0, 1])
  })
})

describe('keyStep', () => {
  it('moves in the direction of the arrow on the screen', () => {
    expect(keyStep('ArrowRight', false)).toEqual({ axis: 'x', delta: 1 })
    expect(keyStep('ArrowRight', true)).toEqual({ axis: 'x', delta: -1 })
    expect(keyStep('PageUp', true)).toEqual({ axis: 'z', delta: 1 })
    expect(keyStep('a', false)).toBeNull()
  })
})
