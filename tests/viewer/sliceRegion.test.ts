import { describe, expect, it } from 'vitest'
import { displayGridOf, fileIndexOfDisplay } from '../../src/viewer/displayGrid.ts'
import { boxOutline, displayIndex, voxelsInOutline } from '../../src/viewer/sliceRegion.ts'
import { voxelUnder, type Plane } from '../../src/viewer/sliceGeometry.ts'

/** 4 × 5 × 3 voxels; the file's first axis runs towards left, so that display and file order differ. */
const grid = {
  dims: [4, 5, 3] as const,
  mmFromVoxel: Float64Array.of(-2, 0, 0, 6, 0, 2, 0, -8, 0, 0, 2, 0, 0, 0, 0, 1),
  spacingMm: [2, 2, 2] as const,
  leftRightKnown: true,
}
const display = displayGridOf(grid)
const fileIndex = fileIndexOfDisplay(display)

describe('an outline on a slice', () => {
  it('marks every voxel of that slice, and no other, where it goes all around', () => {
    const all = boxOutline([-0.1, -0.1], [1.1, 1.1])
    const marked = voxelsInOutline(
      { display, fileIndex, plane: 'axial', voxel: [1, 1, 2], mirrored: false },
      all,
    )
    expect([...marked]).toEqual(Array.from({ length: 20 }, (_, i) => 40 + i))
  })

  it.each([
    ['coronal', false],
    ['coronal', true],
    ['sagittal', false],
    ['axial', true],
  ] as const)(
    'marks the voxel that a click inside it would go to, on the %s slice (mirrored: %s)',
    (plane: Plane, mirrored) => {
      const voxel = [2, 3, 1] as const
      for (const point of [
        [0.1, 0.1],
        [0.62, 0.45],
        [0.95, 0.9],
      ] as const) {
        const [across, down] = point
        const under = voxelUnder(display, voxel, plane, { across, down, mirrored })
        // A box around the voxel's centre, found from the same fractions, that reaches to no other centre.
        const size = (axis: number): number => display.dims[axis] ?? 1
        const axes = { coronal: [0, 2], sagittal: [1, 2], axial: [0, 1] } as const
        const [horizontal, vertical] = axes[plane]
        const centre = (under[horizontal] + 0.5) / size(horizontal)
        const x = mirrored ? 1 - centre : centre
        const y = 1 - (under[vertical] + 0.5) / size(vertical)
        const outline = boxOutline([x - 0.01, y + 0.01], [x + 0.01, y - 0.01])
        const marked = voxelsInOutline({ display, fileIndex, plane, voxel, mirrored }, outline)
        expect([...marked]).toEqual([fileIndex[displayIndex(display, under)]])
      }
    },
  )

  it('marks nothing where it goes around no voxel’s centre', () => {
    const slice = { display, fileIndex, plane: 'axial', voxel: [0, 0, 0], mirrored: false } as const
    expect(voxelsInOutline(slice, boxOutline([0.01, 0.01], [0.05, 0.05]))).toHaveLength(0)
    expect(voxelsInOutline(slice, { across: [], down: [] })).toHaveLength(0)
  })
})
