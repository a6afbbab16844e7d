import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayGridOf } from '../../src/viewer/displayGrid.ts'
import {
  PLANES,
  edgeLetters,
  heightForWidth,
  layOutSlices,
  textLines,
  voxelUnder,
} from '../../src/viewer/sliceGeometry.ts'
import { STRAIGHT } from './grids.ts'

const display = displayGridOf(STRAIGHT)

describe('layOutSlices', () => {
  it('keeps slices inside the pane, apart from each other, in whole pixels, one pixel short of the edge', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('grid' as const, 'row' as const),
        fc.integer({ min: 120, max: 2000 }),
        fc.integer({ min: 60, max: 1500 }),
        (kind, width, height) => {
          const layout = layOutSlices(display, { kind, width, height, gap: 4, side: 60 })
          const rects = PLANES.map((plane) => layout.slices[plane])
          for (const rect of rects) {
            expect([rect.x, rect.y, rect.width, rect.height].every(Number.isInteger)).toBe(true)
            // Each of at most three sizes is rounded by half a pixel.
            expect(rect.x + rect.width).toBeLessThanOrEqual(width + 0.5)
            expect(rect.y + rect.height).toBeLessThanOrEqual(height)
          }
          const apart = rects.every((a, i) =>
            rects.every(
              (b, j) =>
                i === j ||
                a.x + a.width <= b.x ||
                b.x + b.width <= a.x ||
                a.y + a.height <= b.y ||
                b.y + b.height <= a.y,
            ),
          )
          expect(apart).toBe(true)
        },
      ),
    )
  })

  it('shares scale: coronal and axial are equally wide, coronal and sagittal equally high', () => {
    const { slices } = layOutSlices(display, { kind: 'grid', width: 400, height: 400, gap: 4, side: 60 })
    expect(slices.coronal.width).toBe(slices.axial.width)
    expect(slices.coronal.height).toBe(slices.sagittal.height)
    expect(slices.coronal.width / slices.sagittal.width).toBeCloseTo(5 / 4, 1)
  })

  it('fills a pane of the height it asks for', () => {
    const height = heightForWidth(display, 400, 4)
    const { slices } = layOutSlices(display, { kind: 'grid', width: 400, height, gap: 4, side: 60 })
    expect(slices.sagittal.x + slices.sagittal.width).toBeGreaterThanOrEqual(397)
    expect(slices.axial.y + slices.axial.height).toBeGreaterThanOrEqual(height - 3)
  })
})

describe('voxelUnder', () => {
  it('finds the voxel under a point, also mirrored, and keeps the slice', () => {
    const point = { across: 0.05, down: 0.05, mirrored: false }
    expect(voxelUnder(display, [2, 2, 1], 'axial', point)).toEqual([0, 3, 1])
    expect(voxelUnder(display, [2, 2, 1], 'axial', { ...point, mirrored: true })).toEqual([4, 3, 1])
    expect(voxelUnder(display, [2, 2, 1], 'coronal', point)).toEqual([0, 2, 2])
    expect(voxelUnder(display, [2, 2, 1], 'sagittal', point)).toEqual([2, 0, 2])
  })

  it('stays in the grid when dragged outside', () => {
    expect(voxelUnder(display, [2, 2, 1], 'axial', { across: -3, down: 7, mirrored: false })).toEqual([
      0, 0, 1,
    ])
  })
})

describe('edgeLetters', () => {
  it('says which side is which, and doubts it where the file does not say', () => {
    expect(edgeLetters(display, 'axial', false)).toEqual(['L', 'R'])
    expect(edgeLetters(display, 'coronal', true)).toEqual(['R', 'L'])
    expect(edgeLetters(display, 'sagittal', true)).toEqual(['P', 'A'])
    expect(edgeLetters({ ...display, leftRightKnown: false }, 'axial', false)).toEqual(['L?', 'R?'])
    expect(edgeLetters({ ...display, leftRightKnown: false }, 'axial', true)).toEqual(['R?', 'L?'])
  })
})

describe('textLines', () => {
  const rect = { x: 0, y: 20, width: 80, height: 70 }

  it('stand beside a slice of a row where there is room, and never beyond the pane', () => {
    expect(textLines(rect, 'row', 1)).toEqual({ upper: -4, lower: 82 })
    expect(textLines({ ...rect, y: 14 }, 'row', 1)).toEqual({ upper: 13, lower: 65 })
    expect(textLines(rect, 'row', 1.4)).toEqual({ upper: 13 * 1.4, lower: 63 })
  })

  it('stay within the slices of a grid', () => {
    expect(textLines(rect, 'grid', 1)).toEqual({ upper: 13, lower: 65 })
  })
})
