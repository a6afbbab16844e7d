import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { ANATOMY_WHITE, anatomyBytes, anatomyWindow, sliceRanges } from '../../src/viewer/anatomy.ts'
import { displayGridOf, fileIndexOfDisplay, type DisplayGrid } from '../../src/viewer/displayGrid.ts'
import { GRIDS } from './grids.ts'

const values = Float32Array.from({ length: 1000 }, (_, i) => (i < 500 ? 0 : i - 499))
const inOrder = displayOf([10, 10, 10])

function displayOf(
  dims: [number, number, number],
  flipped: [boolean, boolean, boolean] = [false, false, false],
): DisplayGrid {
  return { dims, spacingMm: [1, 1, 1], fileAxis: [0, 1, 2], flipped, leftRightKnown: true }
}

describe('anatomyBytes', () => {
  it('spans black to the anatomy white between 2 % (at least a tenth of the top) and 99.5 % of positive values', () => {
    const { low, high } = anatomyWindow(values)
    expect(high).toBe(497)
    expect(low).toBeCloseTo(49.7, 10)
    const bytes = anatomyBytes(values, inOrder)
    expect(bytes[0]).toBe(0)
    expect(bytes[999]).toBe(ANATOMY_WHITE)
  })

  it('is not moved by one enormous voxel, infinity or not-a-number', () => {
    const odd = values.slice()
    odd[0] = NaN
    odd[1] = Infinity
    odd[2] = 1e30
    expect(anatomyWindow(odd).high).toBeLessThan(500)
    expect(anatomyBytes(odd, inOrder)[0]).toBe(0)
  })

  it('survives an image of zeros', () => {
    expect(anatomyBytes(new Float32Array(8), displayOf([2, 2, 2])).every((byte) => byte === 0)).toBe(true)
  })
})

describe('greys in ranges of slices', () => {
  it('are together those of all slices, in the order of the display, whatever its axes', () => {
    const grids = fc.constantFrom(...Object.values(GRIDS))
    fc.assert(
      fc.property(grids, fc.integer({ min: 1, max: 80 }), (grid, voxels) => {
        const display = displayGridOf(grid)
        const index = fileIndexOfDisplay(display)
        const greys = Float32Array.from(index, (_, file) => file % (ANATOMY_WHITE + 1))
        const window = { low: 0, high: ANATOMY_WHITE }
        const parts = sliceRanges(display, voxels).flatMap((slices) => [
          ...anatomyBytes(greys, display, window, slices),
        ])
        expect(parts).toEqual(Array.from(index, (file) => greys[file]))
        expect(parts).toEqual([...anatomyBytes(greys, display, window)])
      }),
    )
  })

  it('have a slice at least and not more voxels than asked for otherwise', () => {
    expect(sliceRanges(displayOf([10, 10, 5]), 50)).toHaveLength(5)
    expect(sliceRanges(displayOf([10, 10, 5]), 250)).toEqual([
      { from: 0, to: 2 },
      { from: 2, to: 4 },
      { from: 4, to: 5 },
    ])
  })
})
