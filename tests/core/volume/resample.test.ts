import { describe, expect, it } from 'vitest'
import { applyAffine, invertAffine } from '../../../src/core/volume/affine.ts'
import type { Grid } from '../../../src/core/volume/grid.ts'
import { resampleLinear } from '../../../src/core/volume/resample.ts'

function grid(dims: Grid['dims'], mmFromVoxel: readonly number[]): Grid {
  return { dims, mmFromVoxel: Float64Array.from(mmFromVoxel), leftRightKnown: true }
}

const oblique = grid([9, 8, 7], [2, 0.3, 0, -8, -0.2, 2.1, 0.4, -9, 0.1, -0.3, 2.2, -7, 0, 0, 0, 1])
const mirrored = grid([6, 6, 6], [-1.5, 0, 0, 5, 0, 1.5, 0, -4, 0, 0, 1.5, -2, 0, 0, 0, 1])

function filled(on: Grid, valueAt: (mm: readonly [number, number, number]) => number): Float64Array {
  const [nx, ny, nz] = on.dims
  return Float64Array.from({ length: nx * ny * nz }, (_, v) =>
    valueAt(applyAffine(on.mmFromVoxel, [v % nx, Math.floor(v / nx) % ny, Math.floor(v / (nx * ny))])),
  )
}

describe('resampling', () => {
  it('onto the same grid changes nothing', () => {
    const values = filled(oblique, ([x, y, z]) => Math.sin(x) + y * z)
    const { values: same, covered } = resampleLinear({ grid: oblique, values }, oblique)
    expect(covered).toBe(1)
    // Values up to 450 in float32.
    same.forEach((value, v) => expect(value).toBeCloseTo(values[v], 4))
  })

  it('of a linear field gives the field wherever eight neighbours are there', () => {
    const field = ([x, y, z]: readonly [number, number, number]): number => 3 * x - 2 * y + z + 50
    const { values } = resampleLinear({ grid: oblique, values: filled(oblique, field) }, mirrored)
    const wanted = filled(mirrored, field)
    const back = invertAffine(oblique.mmFromVoxel)
    const hasNeighbours = filled(mirrored, (mm) =>
      applyAffine(back, mm).every((at, axis) => at >= 0 && at <= oblique.dims[axis] - 1) ? 1 : 0,
    )
    expect(hasNeighbours.filter((inside) => inside === 1).length).toBeGreaterThan(100)
    // float32 keeps 7 digits of numbers up to 100.
    values.forEach((value, v) => {
      if (hasNeighbours[v] === 1) expect(value).toBeCloseTo(wanted[v], 4)
    })
  })

  it('is 0 outside, and says how much lies inside', () => {
    const far = grid([2, 1, 1], [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1])
    const target = grid([4, 1, 1], [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1])
    const { values, covered } = resampleLinear({ grid: far, values: [5, NaN] }, target)
    expect([...values]).toEqual([5, 0, 0, 0])
    expect(covered).toBe(0.5)
  })
})
