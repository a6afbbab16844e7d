import { describe, expect, it } from 'vitest'
import type { Grid } from '../../../src/core/volume/grid.ts'
import { spmGlobal, spmScaleFactors } from '../../../src/core/volume/spmGlobal.ts'
import { createSpmMaskAccumulator, explicitMaskOn } from '../../../src/core/volume/spmMask.ts'

describe("SPM12's global", () => {
  it('averages the finite voxels above an eighth of the mean', () => {
    // Mean of the finite: 40.2; an eighth: 5.025, so 1 is left out.
    expect(spmGlobal(Float64Array.of(1, 100, 60, 30, 10, NaN, Infinity))).toBe(50)
  })

  it('scales a session by one factor and volumes by their own', () => {
    expect([...spmScaleFactors([100, 300], 'session')]).toEqual([0.5, 0.5])
    expect([...spmScaleFactors([100, 300], 'volume')]).toEqual([1, 100 / 300])
  })
})

describe("SPM12's mask", () => {
  function maskOf(
    scans: readonly number[][],
    thresholds: readonly number[],
    explicit?: Uint8Array,
  ): number[] {
    const accumulator = createSpmMaskAccumulator(scans[0]?.length ?? 0)
    scans.forEach((scan, t) => {
      accumulator.addVolume(Float64Array.from(scan), thresholds[t] ?? NaN)
    })
    return [...accumulator.finish(explicit)]
  }

  it('asks every scan to exceed its own threshold', () => {
    expect(
      maskOf(
        [
          [5, 5, 4, NaN],
          [9, 8, 9, 9],
        ],
        [4, 8],
      ),
    ).toEqual([1, 0, 0, 0])
  })

  it('leaves out voxels that are constant in time, whatever the threshold', () => {
    expect(
      maskOf(
        [
          [5, -5, 3],
          [5, -4, 3],
        ],
        [-Infinity, -Infinity],
      ),
    ).toEqual([0, 1, 0])
  })

  it('keeps to the explicit mask', () => {
    expect(
      maskOf(
        [
          [5, 5],
          [6, 6],
        ],
        [1, 1],
        Uint8Array.of(0, 1),
      ),
    ).toEqual([0, 1])
  })
})

describe('the explicit mask on the grid of the run', () => {
  const grid = (dims: Grid['dims'], size: number, origin: number): Grid => ({
    dims,
    leftRightKnown: true,
    mmFromVoxel: Float64Array.of(size, 0, 0, origin, 0, size, 0, 0, 0, 0, size, 0, 0, 0, 0, 1),
  })

  it('is the image itself where the grids agree', () => {
    const same = grid([2, 2, 1], 3, -4)
    expect([...explicitMaskOn(same, { grid: same, values: [0, 0.5, -1, NaN] })]).toEqual([0, 1, 0, 0])
  })

  it('takes the nearest voxel and nothing outside the image', () => {
    // Run voxels at 0, 2, 4, 6 mm; image voxels at -1 and 3 mm: positions .25, .75, 1.25, 1.75.
    const run = grid([4, 1, 1], 2, 0)
    const image = { grid: grid([2, 1, 1], 4, -1), values: [0, 1] }
    expect([...explicitMaskOn(run, image)]).toEqual([0, 1, 1, 0])
  })
})
