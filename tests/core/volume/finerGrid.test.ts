import { expect, it } from 'vitest'
import { applyAffine } from '../../../src/core/volume/affine.ts'
import { finerGrid, partsOfVoxels } from '../../../src/core/volume/finerGrid.ts'
import type { Grid } from '../../../src/core/volume/grid.ts'

const grid: Grid = {
  dims: [10, 12, 8],
  mmFromVoxel: Float64Array.of(-3, 0.2, 0, 40, 0.1, 3, 0.3, -50, 0, -0.3, 3.5, -20, 0, 0, 0, 1),
  leftRightKnown: true,
}

it.each([1, 2, 3, 5])('cuts voxels into %i parts whose middle is the voxel’s', (parts) => {
  const finer = finerGrid(grid, parts)
  expect(finer.dims).toEqual([10 * parts, 12 * parts, 8 * parts])
  const middle = (voxel: number): number => parts * voxel + (parts - 1) / 2
  const at = applyAffine(finer.mmFromVoxel, [middle(4), middle(7), middle(2)])
  applyAffine(grid.mmFromVoxel, [4, 7, 2]).forEach((value, axis) => {
    expect(at[axis]).toBeCloseTo(value, 12)
  })
})

it('cuts no finer than an anatomy is, and large grids less', () => {
  expect(partsOfVoxels(grid)).toBe(3)
  expect(partsOfVoxels({ ...grid, dims: [104, 104, 72] })).toBe(1)
})
