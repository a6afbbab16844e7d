import { describe, expect, it } from 'vitest'
import { applyAffine, invertAffine } from '../../src/core/volume/affine.ts'
import { finerGrid } from '../../src/core/volume/finerGrid.ts'
import type { Grid } from '../../src/core/volume/grid.ts'
import { resampleLinear } from '../../src/core/volume/resample.ts'
import { ANATOMY_WHITE, anatomyBytes } from '../../src/viewer/anatomy.ts'
import { bakeOverlay } from '../../src/viewer/bakeOverlay.ts'
import { displayGridOf, fileIndexOfDisplay, finerDisplay } from '../../src/viewer/displayGrid.ts'
import type { DisplayGrid } from '../../src/viewer/displayGrid.ts'
import { niftiBuffer } from '../../src/viewer/niftiBuffer.ts'
import { GRIDS } from './grids.ts'

const cases = Object.entries(GRIDS).flatMap(([name, grid]) =>
  [1, 2, 3, 5].map((parts) => ({ name, grid, parts })),
)

describe.each(cases)('$name with its voxels in $parts parts along each axis', ({ grid, parts }) => {
  const display = displayGridOf(grid)
  const finer = finerDisplay(display, parts)

  it('is the display of the finer grid', () => {
    const { spacingMm, ...rest } = displayGridOf(finerGrid(grid, parts))
    expect(finer).toMatchObject(rest)
    spacingMm.forEach((spacing, axis) => expect(finer.spacingMm[axis]).toBeCloseTo(spacing, 12))
  })

  it('has parts that belong to the voxel of the map that is drawn there', () => {
    const toVoxel = invertAffine(grid.mmFromVoxel)
    const partGrid = finerGrid(grid, parts)
    const [index, partIndex] = [fileIndexOfDisplay(display), fileIndexOfDisplay(finer)]
    partIndex.forEach((part, place) => {
      const [i, j, k] = applyAffine(toVoxel, applyAffine(partGrid.mmFromVoxel, position(partGrid, part)))
      const voxel = Math.floor(i + 0.5) + 5 * (Math.floor(j + 0.5) + 4 * Math.floor(k + 0.5))
      expect(index[drawnFrom(display, finer, place)]).toBe(voxel)
    })
  })

  it('draws every part of a voxel in the colour of the voxel', () => {
    const values = Float32Array.from({ length: 60 }, (_, voxel) => ((voxel * 29) % 61) - 30)
    const rgba = bakeOverlay(
      { kind: 'difference', values, range: 30, fade: { by: 'none' } },
      fileIndexOfDisplay(display),
    )
    const wanted = bakeOverlay(
      {
        kind: 'difference',
        values: inParts(grid, parts, (voxel) => values[voxel] ?? NaN),
        range: 30,
        fade: { by: 'none' },
      },
      fileIndexOfDisplay(finer),
    )
    const drawn = new Uint8Array(wanted.length)
    for (let place = 0; place < drawn.length / 4; place++) {
      const from = 4 * drawnFrom(display, finer, place)
      drawn.set(rgba.subarray(from, from + 4), 4 * place)
    }
    expect(drawn).toEqual(wanted)
  })

  it('shows of the anatomy its linear interpolation at the middle of each part', () => {
    const fine: Grid = {
      dims: [40, 40, 40],
      mmFromVoxel: Float64Array.of(2, 0, 0, -40, 0, 2, 0, -40, 0, 0, 2, -40, 0, 0, 0, 1),
      leftRightKnown: true,
    }
    // What is linear in mm is met exactly by linear interpolation, so the grey at a part is that at its middle.
    const greyAt = ([x, y, z]: readonly [number, number, number]): number => 80 + x - 0.7 * y + 0.4 * z
    const values = Float32Array.from({ length: 64000 }, (_, at) =>
      greyAt(applyAffine(fine.mmFromVoxel, position(fine, at))),
    )
    const near = { ...grid, mmFromVoxel: nearOrigin(grid) }
    const target = finerGrid(near, parts)
    const { values: resampled, covered } = resampleLinear({ grid: fine, values }, target)
    expect(covered).toBe(1)
    const index = fileIndexOfDisplay(finer)
    const bytes = anatomyBytes(resampled, finer, { low: 0, high: ANATOMY_WHITE })
    bytes.forEach((grey, place) => {
      const wanted = greyAt(applyAffine(target.mmFromVoxel, position(target, index[place] ?? NaN)))
      // Rounded to a byte of float32 values: half a grey and what float32 adds.
      expect(Math.abs(grey - wanted)).toBeLessThan(0.5001)
    })
  })

  it('fills the same box for the renderer', () => {
    const [wanted, box] = [boxOf(display), boxOf(finer)]
    // The renderer's header is float32.
    box.forEach((edge, at) => expect(edge).toBeCloseTo(wanted[at] ?? NaN, 4))
  })
})

/** Place in display order of the voxel that is drawn at a part, as the renderer looks it up: by the part's middle. */
function drawnFrom({ dims }: DisplayGrid, finer: DisplayGrid, place: number): number {
  const middles = position(finer, place).map((at, axis) => (at + 0.5) / (finer.dims[axis] ?? NaN))
  const [x, y, z] = middles.map((fraction, axis) => Math.floor(fraction * (dims[axis] ?? NaN)))
  return (x ?? NaN) + dims[0] * ((y ?? NaN) + dims[1] * (z ?? NaN))
}

function position({ dims }: { readonly dims: Grid['dims'] }, at: number): [number, number, number] {
  return [at % dims[0], Math.floor(at / dims[0]) % dims[1], Math.floor(at / (dims[0] * dims[1]))]
}

/** A map of the grid with every value written into each part of its voxel. */
function inParts(grid: Grid, parts: number, valueAt: (voxel: number) => number): Float32Array {
  const fine = finerGrid(grid, parts)
  const [nx, ny] = grid.dims
  return Float32Array.from({ length: fine.dims[0] * fine.dims[1] * fine.dims[2] }, (_, at) => {
    const [x, y, z] = position(fine, at).map((part) => Math.floor(part / parts))
    return valueAt((x ?? NaN) + nx * ((y ?? NaN) + ny * (z ?? NaN)))
  })
}

/** The affine moved so that the grid's middle is at the origin. */
function nearOrigin({ dims, mmFromVoxel }: Grid): Float64Array {
  const middle = applyAffine(mmFromVoxel, [(dims[0] - 1) / 2, (dims[1] - 1) / 2, (dims[2] - 1) / 2])
  return mmFromVoxel.map((value, at) =>
    at % 4 === 3 && at < 12 ? value - (middle[(at - 3) / 4] ?? 0) : value,
  )
}

/** Edges in mm of what the renderer is given. */
function boxOf(display: DisplayGrid): number[] {
  const view = new DataView(niftiBuffer(display, new Uint8Array(0)))
  return display.dims.flatMap((size, axis) => {
    const spacing = view.getFloat32(280 + 20 * axis, true)
    const first = view.getFloat32(292 + 16 * axis, true)
    return [first - spacing / 2, first + (size - 0.5) * spacing]
  })
}
