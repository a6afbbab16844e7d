import { describe, expect, it } from 'vitest'
import { displayGridOf, fileIndexOfDisplay } from '../../src/viewer/displayGrid.ts'
import { maskSlice, outlinePath } from '../../src/viewer/outline.ts'
import { LEFT_HANDED } from './grids.ts'

const slice = (rows: string[]): { width: number; height: number; inside: Uint8Array } => ({
  width: rows[0]?.length ?? 0,
  height: rows.length,
  inside: Uint8Array.from(rows.join(''), (c) => (c === '#' ? 1 : 0)),
})

describe('outlinePath', () => {
  it('goes round one voxel', () => {
    expect(outlinePath(slice(['...', '.#.', '...']))).toBe('M1 1H2M1 2H2M1 1V2M2 1V2')
  })

  it('joins edges in one line and leaves out those between voxels inside', () => {
    expect(outlinePath(slice(['##']))).toBe('M0 0H2M0 1H2M0 0V1M2 0V1')
  })

  it('is empty for an empty mask and closes at the border of the slice', () => {
    expect(outlinePath(slice(['..', '..']))).toBe('')
    expect(outlinePath(slice(['#']))).toBe('M0 0H1M0 1H1M0 0V1M1 0V1')
  })
})

describe('maskSlice', () => {
  const display = displayGridOf(LEFT_HANDED)
  const fileIndex = fileIndexOfDisplay(display)
  const mask = new Uint8Array(60)
  mask[0] = 1

  it('shows the file corner at right, posterior, inferior where it lies: lower right, neurological', () => {
    const axial = maskSlice(mask, display, fileIndex, { plane: 'axial', voxel: [0, 0, 0], mirrored: false })
    expect([axial.width, axial.height]).toEqual([5, 4])
    expect(axial.inside.indexOf(1)).toBe(3 * 5 + 4)
  })

  it('and lower left when mirrored', () => {
    const axial = maskSlice(mask, display, fileIndex, { plane: 'axial', voxel: [0, 0, 0], mirrored: true })
    expect(axial.inside.indexOf(1)).toBe(3 * 5)
  })

  it('cuts the sagittal slice through the given voxel', () => {
    const request = { plane: 'sagittal', mirrored: false } as const
    const through = maskSlice(mask, display, fileIndex, { ...request, voxel: [4, 2, 2] })
    expect([through.width, through.height]).toEqual([4, 3])
    expect(through.inside.indexOf(1)).toBe(2 * 4)
    expect(maskSlice(mask, display, fileIndex, { ...request, voxel: [3, 2, 2] }).inside.includes(1)).toBe(
      false,
    )
  })
})
