import { describe, expect, it } from 'vitest'
import { mmOfVoxel } from '../../src/viewer/crosshair.ts'
import {
  displayGridOf,
  displayVoxelOfFile,
  fileIndexOfDisplay,
  fileVoxelOfDisplay,
} from '../../src/viewer/displayGrid.ts'
import { GRIDS, LEFT_HANDED, SAGITTAL, STRAIGHT } from './grids.ts'

describe('displayGridOf', () => {
  it('leaves a grid in right, anterior, superior order alone', () => {
    const display = displayGridOf(STRAIGHT)
    expect(display).toMatchObject({ dims: [5, 4, 3], spacingMm: [4, 4, 4], fileAxis: [0, 1, 2] })
    expect(display.flipped).toEqual([false, false, false])
  })

  it('flips the left-handed axis of an oblique run', () => {
    expect(displayGridOf(LEFT_HANDED)).toMatchObject({ fileAxis: [0, 1, 2], flipped: [true, false, false] })
  })

  it('permutes a sagittal acquisition', () => {
    const display = displayGridOf(SAGITTAL)
    expect(display).toMatchObject({ dims: [3, 5, 4], fileAxis: [2, 0, 1], flipped: [false, true, false] })
    expect(display.spacingMm[1]).toBeCloseTo(2, 12)
  })
})

describe.each(Object.entries(GRIDS))('voxels of %s', (_name, grid) => {
  const display = displayGridOf(grid)
  const index = fileIndexOfDisplay(display)

  it('each display voxel has its own file voxel, and back', () => {
    expect(new Set(index).size).toBe(60)
    let next = 0
    for (let z = 0; z < display.dims[2]; z++) {
      for (let y = 0; y < display.dims[1]; y++) {
        for (let x = 0; x < display.dims[0]; x++) {
          const [i, j, k] = fileVoxelOfDisplay(display, [x, y, z])
          expect(index[next++]).toBe(i + 5 * (j + 4 * k))
          expect(displayVoxelOfFile(display, [i, j, k])).toEqual([x, y, z])
        }
      }
    }
  })

  it('display axes run towards right, anterior and superior in mm', () => {
    const origin = mmOfVoxel(grid, fileVoxelOfDisplay(display, [0, 0, 0]))
    for (const axis of [0, 1, 2]) {
      const step: [number, number, number] = [0, 0, 0]
      step[axis] = 1
      const moved = mmOfVoxel(grid, fileVoxelOfDisplay(display, step))
      expect((moved[axis] ?? 0) - (origin[axis] ?? 0)).toBeGreaterThan(1)
    }
  })
})
