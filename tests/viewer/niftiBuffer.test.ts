import { describe, expect, it } from 'vitest'
import { displayGridOf } from '../../src/viewer/displayGrid.ts'
import { niftiBuffer } from '../../src/viewer/niftiBuffer.ts'
import { SAGITTAL } from './grids.ts'

describe('niftiBuffer', () => {
  it('is a NIfTI-1 file of the display grid: header fields by their offsets in nifti1.h', () => {
    const display = displayGridOf(SAGITTAL)
    const view = new DataView(niftiBuffer(display, new Uint8Array(60).fill(7)))
    expect(view.byteLength).toBe(352 + 60)
    expect(view.getInt32(0, true)).toBe(348)
    expect([0, 1, 2, 3, 4].map((i) => view.getInt16(40 + 2 * i, true))).toEqual([3, 3, 5, 4, 1])
    expect([view.getInt16(70, true), view.getInt16(72, true)]).toEqual([2, 8])
    expect(view.getFloat32(108, true)).toBe(352)
    expect(view.getFloat32(84, true)).toBeCloseTo(display.spacingMm[1], 6)
    expect(view.getInt16(254, true)).toBe(1)
    expect(view.getFloat32(280 + 16 + 4, true)).toBeCloseTo(display.spacingMm[1], 6)
    expect(view.getUint8(352)).toBe(7)
  })
})
